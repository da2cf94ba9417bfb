/** Writes numbers and texts to bytes that grow as needed. */
export interface ByteWriter {
  /** A whole number from 0 to 2^32 - 1, seven bits a byte, lowest first. */
  number(value: number): void;
  numbers(values: Iterable<number>): void;
  /** Its length in code units, and each of them. */
  text(value: string): void;
  bytes(): Uint8Array;
}

export function createByteWriter(): ByteWriter {
  let buffer = new Uint8Array(1024);
  let length = 0;
  const number = (value: number): void => {
    if (length + 5 > buffer.length) {
      const larger = new Uint8Array(buffer.length * 2);
      larger.set(buffer);
      buffer = larger;
    }
    let rest = value;
    while (rest >= 0x80) {
      buffer[length] = (rest & 0x7f) | 0x80;
      length += 1;
      rest = Math.floor(rest / 0x80);
    }
    buffer[length] = rest;
    length += 1;
  };
  return {
    number,
    numbers: (values) => {
      for (const value of values) number(value);
    },
    text: (value) => {
      number(value.length);
      for (let i = 0; i < value.length; i += 1) number(value.charCodeAt(i));
    },
    bytes: () => buffer.slice(0, length),
  };
}
