import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UserMistake } from './user-mistake.ts';

const chunkBytes = 256 * 1024;
const newline = 0x0a;

/**
 * The bytes as they are or, where they begin with gzip's mark, unpacked as they come, all members one after the other;
 * never all at once. Packed bytes that are damaged or cut off are a `UserMistake`, thrown after what could be unpacked; it
 * names the place. `shown` is the file's name in it.
 */
export async function* unpackGzip(
  chunks: AsyncIterable<Uint8Array>,
  shown: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const first = await firstBytes(iterator);
    const all = chain(first, iterator);
    if (first[0] === 0x1f && first[1] === 0x8b) yield* gunzip(all, shown);
    else yield* all;
  } finally {
    await iterator.return?.();
  }
}

/** Two bytes at least, where there are as many. */
async function firstBytes(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let first = new Uint8Array(0);
  while (first.length < 2) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    first = first.length === 0 ? new Uint8Array(value) : Buffer.concat([first, value]);
  }
  return first;
}

async function* chain(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (first.length > 0) yield first;
  for (;;) {
    const { done, value } = await rest.next();
    if (done === true) return;
    yield value;
  }
}

async function* gunzip(
  packed: AsyncIterable<Uint8Array>,
  shown: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const unpacked = createGunzip({ chunkSize: chunkBytes });
  // An error of either comes out of the loop below.
  pipeline(Readable.from(packed, { objectMode: true, highWaterMark: 1 }), unpacked, () => {});
  let bytes = 0;
  let lines = 0;
  try {
    for await (const piece of unpacked) {
      if (!(piece instanceof Uint8Array)) continue;
      bytes += piece.length;
      lines += newlinesIn(piece);
      yield piece;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new UserMistake(
      `${shown} is packed with gzip and ${isCutOff(error) ? 'cut off' : 'damaged'} in line ${lines + 1}, after ${bytes} unpacked bytes`,
    );
  }
}

function newlinesIn(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++;
  return count;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function isDamage(error: unknown): boolean {
  return codeOf(error).startsWith('Z_');
}

function isCutOff(error: unknown): boolean {
  return codeOf(error) === 'Z_BUF_ERROR';
}
