/** Reads what a `ByteWriter` wrote. After anything that does not fit, `failed` is true and every number is 0. */
export interface ByteReader {
  /** A whole number up to `most`. */
  number(most: number): number;
  /** As many numbers as said, each up to `most`; none at all where the bytes cannot hold them. */
  numbers(count: number, most: number): Uint32Array;
  /** How many of something come next, each of at least one byte, up to `most`. */
  count(most: number): number;
  text(longest: number): string;
  fail(): void;
  readonly failed: () => boolean;
  readonly atEnd: () => boolean;
}

const highest = 0xffffffff;

export function createByteReader(bytes: Uint8Array): ByteReader {
  let at = 0;
  let failed = false;
  const fail = (): void => {
    failed = true;
    at = bytes.length;
  };
  const number = (most: number): number => {
    let value = 0;
    for (let scale = 1; scale <= 0x10000000; scale *= 0x80) {
      const byte = bytes[at];
      if (byte === undefined) break;
      at += 1;
      value += (byte & 0x7f) * scale;
      if (byte >= 0x80) continue;
      if (value > most || (byte === 0 && scale > 1)) break;
      return value;
    }
    fail();
    return 0;
  };
  const count = (most: number): number => {
    const value = number(most);
    if (value <= bytes.length - at) return value;
    fail();
    return 0;
  };
  const numbers = (wanted: number, most: number): Uint32Array => {
    if (wanted > bytes.length - at) fail();
    if (failed) return new Uint32Array(0);
    const values = new Uint32Array(wanted);
    for (let i = 0; i < wanted; i += 1) values[i] = number(most);
    return values;
  };
  return {
    number: (most) => number(Math.min(most, highest)),
    numbers,
    count,
    text: (longest) => {
      const units = numbers(count(longest), 0xffff);
      let text = '';
      for (const unit of units) text += String.fromCharCode(unit);
      return text;
    },
    fail,
    failed: () => failed,
    atEnd: () => at === bytes.length,
  };
}
