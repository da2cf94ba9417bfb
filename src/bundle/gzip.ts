import { Gunzip, gzipSync } from 'fflate';
import type { Checked } from './bundle-problem.ts';
import { accepted, refused } from './bundle-problem.ts';
import { crc32 } from './crc32.ts';

const headerBytes = 10;
const trailerBytes = 8;
/** Deflate cannot make more than this of one byte. */
const highestRatio = 1032;
/** Input is inflated in pieces, so that what passes the limit stops within one of them. */
const pieceBytes = 16_384;

/**
 * Compresses to the same bytes on every machine: no time in the header, the system byte fixed, and `mem` given, for by
 * default it comes from a logarithm, which platforms round differently.
 */
export function compress(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 6, mem: 8, mtime: 0 });
}

/**
 * Decompresses one gzip member that fills `bytes` to the last: nothing before, between or behind. Stops at `limit` bytes, or at
 * the size that the trailer promises, while inflating. Optional header fields are refused, for they can hide content.
 */
export function decompress(bytes: Uint8Array, limit: number): Checked<Uint8Array> {
  if (bytes.length < headerBytes + trailerBytes) return refused('archive', 'not a gzip file');
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return refused('archive', 'not a gzip file');
  if (bytes[3] !== 0) return refused('archive', 'the gzip header has optional fields');
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - trailerBytes, trailerBytes);
  const size = trailer.getUint32(4, true);
  if (size > bytes.length * highestRatio) return refused('archive', 'the gzip trailer promises an impossible size');
  if (size > limit) return refused('limits', `unpacks to ${size} bytes, more than the limit of ${limit}`);

  const unpacked = inflate(bytes, size);
  if (!unpacked.ok) return unpacked;
  if (crc32(unpacked.value) !== trailer.getUint32(0, true)) return refused('archive', 'the gzip checksum is wrong');
  return unpacked;
}

function inflate(bytes: Uint8Array, size: number): Checked<Uint8Array> {
  const out = new Uint8Array(size);
  let length = 0;
  const gunzip = new Gunzip((piece) => {
    if (length + piece.length > size) throw new RangeError('more than promised');
    out.set(piece, length);
    length += piece.length;
  });
  // The library tells where a further member begins. A header of our own behind the file is met exactly
  // at its end if, and only if, one member fills the file.
  const members: number[] = [];
  gunzip.onmember = (offset) => members.push(offset);
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) gunzip.push(bytes.subarray(at, at + pieceBytes));
    gunzip.push(bytes.slice(0, headerBytes));
  } catch {
    return refused('archive', 'the compressed data is damaged, or something follows it');
  }
  if (members.length !== 1 || members[0] !== bytes.length) {
    return refused('archive', 'the compressed data is cut off, or something follows it');
  }
  if (length !== size) return refused('archive', 'the gzip trailer promises another size');
  return accepted(out);
}
