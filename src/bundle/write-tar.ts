import type { BundleFile } from './bundle-file.ts';
import { utf8Bytes } from './bytes.ts';

export const blockBytes = 512;

/**
 * A ustar archive of the files, sorted by name, with fixed times, owners and modes: the same files give the same bytes.
 * Names are at most 100 bytes of ASCII.
 */
export function writeTar(files: readonly BundleFile[]): Uint8Array {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const padded = sorted.reduce((sum, { bytes }) => sum + blockBytes + paddedSize(bytes.length), 0);
  const tar = new Uint8Array(padded + 2 * blockBytes);
  let at = 0;
  for (const { name, bytes } of sorted) {
    tar.set(header(name, bytes.length), at);
    tar.set(bytes, at + blockBytes);
    at += blockBytes + paddedSize(bytes.length);
  }
  return tar;
}

/** Bytes that content of `size` takes in an archive. */
export function paddedSize(size: number): number {
  return Math.ceil(size / blockBytes) * blockBytes;
}

/** The sum of a header's bytes, its own field read as spaces. */
export function headerSum(header: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < blockBytes; at++) sum += at >= 148 && at < 156 ? 0x20 : (header[at] ?? 0);
  return sum;
}

function header(name: string, size: number): Uint8Array {
  const block = new Uint8Array(blockBytes);
  const put = (at: number, text: string): void => block.set(utf8Bytes(text), at);
  put(0, name);
  put(100, '0000644\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, `${size.toString(8).padStart(11, '0')}\0`);
  put(136, '00000000000\0');
  put(156, '0');
  put(257, 'ustar\x0000');
  put(329, '0000000\0');
  put(337, '0000000\0');
  put(148, `${headerSum(block).toString(8).padStart(6, '0')}\0 `);
  return block;
}
