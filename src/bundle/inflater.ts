import { Gunzip } from 'fflate';

/** Undoes deflate. A platform's own is several times as fast as the portable one. */
export interface Inflater {
  /**
   * What raw deflate data stands for. Undefined unless the data ends exactly at the last byte and gives exactly `size`
   * bytes; stops as soon as it gives more. Never throws.
   */
  inflate(deflated: Uint8Array, size: number): Uint8Array | undefined;
  /** The CRC-32 that gzip uses, as an unsigned number. */
  crc32(bytes: Uint8Array): number;
}

/** Runs everywhere. */
export const portableInflater: Inflater = { inflate, crc32 };

/** Input is inflated in pieces, so that what passes the size stops within one of them. */
const pieceBytes = 16_384;
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0);
const trailer = new Uint8Array(8);

function inflate(deflated: Uint8Array, size: number): Uint8Array | undefined {
  const out = new Uint8Array(size);
  let length = 0;
  const gunzip = new Gunzip((piece) => {
    if (length + piece.length > size) throw new RangeError('more than promised');
    out.set(piece, length);
    length += piece.length;
  });
  // The library tells where a further gzip member begins. A second header of our own is met behind the data's last byte
  // if, and only if, the data ends there.
  const members: number[] = [];
  gunzip.onmember = (offset) => members.push(offset);
  try {
    gunzip.push(header);
    for (let at = 0; at < deflated.length; at += pieceBytes)
      gunzip.push(deflated.subarray(at, at + pieceBytes));
    gunzip.push(trailer);
    gunzip.push(header);
  } catch {
    return undefined;
  }
  const end = header.length + deflated.length + trailer.length;
  return members.length === 1 && members[0] === end && length === size ? out : undefined;
}

const table = Int32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (let at = 0; at < bytes.length; at++) crc = (table[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
