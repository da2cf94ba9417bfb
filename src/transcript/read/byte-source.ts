/** Bytes that are asked for piece by piece. */
export interface ByteSource {
  /** The next bytes, never empty and never more than `pieceBytes`; undefined at the end. */
  next(): Promise<Uint8Array | undefined>;
  /** Says that no more will be asked for. */
  close(): Promise<void>;
}

/** Whatever comes in one piece is worked through in one go, so pieces are bounded. */
const pieceBytes = 1024 * 1024;

/** Cuts large chunks into pieces. Errors of the chunks are passed on. */
export function createByteSource(chunks: AsyncIterable<Uint8Array>): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest: Uint8Array | undefined;
  const take = (bytes: Uint8Array): Uint8Array => {
    rest = bytes.length > pieceBytes ? bytes.subarray(pieceBytes) : undefined;
    return rest === undefined ? bytes : bytes.subarray(0, pieceBytes);
  };
  return {
    next: async () => {
      if (rest !== undefined) return take(rest);
      for (;;) {
        const { done, value } = await iterator.next();
        if (done === true) return undefined;
        if (value.length > 0) return take(value);
      }
    },
    close: async () => {
      await iterator.return?.();
    },
  };
}
