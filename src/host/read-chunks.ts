import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { visibleText } from '../text/visible-text.ts';
import { fileProblem } from './file-problem.ts';
import { standardInput } from './read-input.ts';
import { UserMistake } from './user-mistake.ts';

const chunkBytes = 1024 * 1024;

/**
 * The bytes of a file or pipe, or of standard input where `path` is `-`, as they come; never all at once. `path` is
 * relative to `cwd`. What is missing, not permitted or a folder is a `UserMistake`, thrown when the first bytes are asked
 * for. Once `interrupted` is set, also while bytes are waited for, the next step throws an `AbortError`.
 */
export async function* readChunks(
  path: string,
  cwd: string,
  interrupted: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const shown = visibleText(path);
  try {
    const stream = path === standardInput ? process.stdin : fileStream(resolve(cwd, path), shown);
    yield* addAbortSignal(interrupted, stream);
  } catch (error) {
    throw error instanceof UserMistake ? error : fileProblem(error, shown);
  }
}

function fileStream(absolute: string, shown: string): Readable {
  if (statSync(absolute).isDirectory()) throw new UserMistake(`${shown} is a folder, and a file is meant`);
  return createReadStream(absolute, { highWaterMark: chunkBytes });
}
