import { gzipSync } from 'fflate';
import type { Checked } from './bundle-problem.ts';
import { accepted, refused } from './bundle-problem.ts';
import type { Inflater } from './inflater.ts';
import { portableInflater } from './inflater.ts';

const headerBytes = 10;
const trailerBytes = 8;
/** Deflate cannot make more than this of one byte. */
const highestRatio = 1032;

/**
 * Compresses to the same bytes on every machine: no time in the header, the system byte fixed, and `mem` given, for by
 * default it comes from a logarithm, which platforms round differently.
 */
export function compress(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 6, mem: 8, mtime: 0 });
}

/**
 * Decompresses one gzip member that fills `bytes` to the last: nothing before, between or behind. Stops at the size that
 * the trailer promises, which is at most `limit`, while inflating. Optional header fields are refused, for they can hide content.
 */
export function decompress(
  bytes: Uint8Array,
  limit: number,
  inflater: Inflater = portableInflater,
): Checked<Uint8Array> {
  if (bytes.length < headerBytes + trailerBytes) return refused('archive', 'not a gzip file');
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return refused('archive', 'not a gzip file');
  if (bytes[3] !== 0) return refused('archive', 'the gzip header has optional fields');
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - trailerBytes, trailerBytes);
  const size = trailer.getUint32(4, true);
  if (size > bytes.length * highestRatio)
    return refused('archive', 'the gzip trailer promises an impossible size');
  if (size > limit) return refused('limits', `unpacks to ${size} bytes, more than the limit of ${limit}`);

  const unpacked = inflater.inflate(bytes.subarray(headerBytes, -trailerBytes), size);
  if (unpacked === undefined)
    return refused('archive', 'the compressed data is damaged, or is not all there is');
  if (inflater.crc32(unpacked) !== trailer.getUint32(0, true))
    return refused('archive', 'the gzip checksum is wrong');
  return accepted(unpacked);
}
