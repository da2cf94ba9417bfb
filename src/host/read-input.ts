import { createReadStream, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { visibleText } from '../text/visible-text.ts';
import { fileProblem } from './file-problem.ts';
import { UserMistake } from './user-mistake.ts';

/** The name that stands for standard input. */
export const standardInput = '-';

export interface InputLimit {
  /** What the text is, for messages: `a policy document`. */
  readonly what: string;
  readonly maxBytes: number;
}

/**
 * The text of a file, or of standard input where `path` is `-`; pipes are read too. `path` is relative to `cwd`.
 * Throws `UserMistake` for what is missing, not permitted, a folder, too large or no text.
 */
export async function readInput(path: string, cwd: string, limit: InputLimit): Promise<string> {
  if (path === standardInput)
    return decodeText(await readStream(process.stdin, 'standard input', limit), 'standard input');
  const shown = visibleText(path);
  const absolute = resolve(cwd, path);
  try {
    const stat = statSync(absolute);
    if (stat.isFile() || stat.isDirectory()) return readTextFile(absolute, shown, limit);
    return decodeText(await readStream(createReadStream(absolute), shown, limit), shown);
  } catch (error) {
    throw error instanceof UserMistake ? error : fileProblem(error, shown);
  }
}

/** The text of a regular file. Its size is asked before a byte is read. Throws `UserMistake`, naming it `shown`. */
export function readTextFile(absolute: string, shown: string, limit: InputLimit): string {
  try {
    const stat = statSync(absolute);
    if (stat.isDirectory()) throw new UserMistake(`${shown} is a folder, and a file is meant`);
    if (!stat.isFile()) throw new UserMistake(`${shown} is no regular file`);
    if (stat.size > limit.maxBytes) throw tooLarge(shown, limit, stat.size);
    return decodeText(readFileSync(absolute), shown);
  } catch (error) {
    throw error instanceof UserMistake ? error : fileProblem(error, shown);
  }
}

/** UTF-8 text, a byte order mark included. Throws `UserMistake` where the bytes are something else. */
export function decodeText(bytes: Uint8Array, shown: string): string {
  if (isUtf16(bytes)) throw new UserMistake(`${shown} is UTF-16 text`, { help: 'save it as UTF-8' });
  if (bytes.includes(0)) throw new UserMistake(`${shown} is a binary file, and text is meant`);
  try {
    return utf8.decode(bytes);
  } catch {
    throw new UserMistake(`${shown} is not UTF-8 text`, { help: 'save it as UTF-8' });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

async function readStream(
  stream: AsyncIterable<Uint8Array>,
  shown: string,
  limit: InputLimit,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit.maxBytes) throw tooLarge(shown, limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What is said of input past its limit; `size` in bytes where it is known. */
export function tooLarge(shown: string, limit: InputLimit, size?: number): UserMistake {
  const found = size === undefined ? 'larger than that' : sizeText(size);
  return new UserMistake(
    `${shown} is too large: ${limit.what} may have ${sizeText(limit.maxBytes)}, this is ${found}`,
  );
}

function sizeText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${Number.isInteger(amount) ? amount : amount.toFixed(1)} ${units[unit] ?? ''}`;
}
