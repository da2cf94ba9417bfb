import type { BundleFile } from './bundle-file.ts';
import type { Checked } from './bundle-problem.ts';
import { accepted, refused } from './bundle-problem.ts';
import { blockBytes, headerSum, paddedSize } from './write-tar.ts';

/**
 * The files of a ustar archive, in its order; their bytes are views of `tar`. Takes nothing but plain regular files with plain relative
 * names: no directories, links, devices, extensions (pax, GNU), prefixes, duplicates, nor any byte that
 * a reader may see and another may not.
 */
export function readTar(tar: Uint8Array, maxFiles: number): Checked<readonly BundleFile[]> {
  if (tar.length % blockBytes !== 0) return refused('archive', 'the archive is cut off');
  const files = new Map<string, BundleFile>();
  let at = 0;
  while (at < tar.length && !isZero(tar, at, at + blockBytes)) {
    if (files.size === maxFiles) return refused('limits', `holds more than ${maxFiles} files`);
    const entry = readHeader(tar.subarray(at, at + blockBytes));
    if (!entry.ok) return entry;
    const { name, size } = entry.value;
    const start = at + blockBytes;
    const next = start + paddedSize(size);
    if (next > tar.length) return refused('archive', `${name} is longer than the archive`);
    if (!isZero(tar, start + size, next)) return refused('archive', `${name} has data behind its end`);
    if (files.has(name)) return refused('archive', `${name} is there twice`);
    files.set(name, { name, bytes: tar.subarray(start, start + size) });
    at = next;
  }
  if (tar.length - at < 2 * blockBytes) return refused('archive', 'the archive has no end');
  if (!isZero(tar, at, tar.length)) return refused('archive', 'the archive has data behind its end');
  return accepted([...files.values()]);
}

function readHeader(block: Uint8Array): Checked<{ readonly name: string; readonly size: number }> {
  const sum = octal(block, 148, 8);
  if (sum !== headerSum(block)) return refused('archive', 'a header has a wrong checksum');
  const name = plainText(block, 0, 100);
  if (name === undefined) return refused('archive', 'a file has a name that is not plain ASCII');
  const wrong = nameProblem(name);
  if (wrong !== undefined) return refused('archive', `${JSON.stringify(name)} ${wrong}`);
  if (!isMagic(block)) return refused('archive', `${name} is not in ustar format`);
  if (block[156] !== 0x30) return refused('archive', `${name} is not a regular file`);
  if (!isZero(block, 157, 257)) return refused('archive', `${name} has a link target`);
  if (!isZero(block, 345, blockBytes)) return refused('archive', `${name} has a name prefix or an extension`);
  const size = octal(block, 124, 12);
  if (size === undefined) return refused('archive', `${name} has a size that is no plain number`);
  return accepted({ name, size });
}

// Only letters that every system, shell and archive reader takes for the same name.
function nameProblem(name: string): string | undefined {
  if (name.startsWith('/')) return 'is an absolute path';
  const segments = name.split('/');
  if (segments.includes('..')) return 'leaves the root';
  if (segments.includes('') || segments.includes('.')) return 'is not a plain path';
  return /^[A-Za-z0-9._/-]+$/.test(name) ? undefined : 'is not a plain path';
}

function isMagic(block: Uint8Array): boolean {
  const magic = [0x75, 0x73, 0x74, 0x61, 0x72, 0, 0x30, 0x30];
  return magic.every((byte, index) => block[257 + index] === byte);
}

/** Printable ASCII up to the first NUL, with nothing behind it. */
function plainText(block: Uint8Array, from: number, length: number): string | undefined {
  let text = '';
  for (let at = from; at < from + length; at++) {
    const byte = block[at] ?? 0;
    if (byte === 0) return isZero(block, at, from + length) ? text : undefined;
    if (byte < 0x20 || byte > 0x7e) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

/** Octal digits that fill the field but for its end of NULs and spaces; no base-256 numbers, no signs. */
function octal(block: Uint8Array, from: number, length: number): number | undefined {
  let text = '';
  for (let at = from; at < from + length; at++) text += String.fromCharCode(block[at] ?? 0);
  const digits = /^([0-7]+)[\0 ]+$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 8);
}

function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false;
  return true;
}
