import { randomBytes } from 'node:crypto';
import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { visibleText } from '../text/visible-text.ts';
import { errorCode, fileProblem } from './file-problem.ts';
import { addPendingFile, settlePendingFile } from './pending-files.ts';
import { UserMistake } from './user-mistake.ts';

/** Where a result goes. Nothing shows at a file's own place before `commit`. */
export interface OutputSink {
  /** Text as UTF-8, or bytes. Waits where the reader is slower. Throws `UserMistake` where it cannot be written. */
  write(content: string | Uint8Array): Promise<void>;
  commit(): void;
  /** Leaves what was there before. */
  discard(): void;
}

/** The reader of standard output went away (`policy show | head`): a reason to stop, not a mistake. */
export class ReaderGone extends Error {
  override readonly name: string = 'ReaderGone';
}

/** Standard output. `write` throws `ReaderGone` once nobody reads any more. */
export function standardOutputSink(): OutputSink {
  return {
    write: (content) =>
      new Promise((written, failed) => {
        process.stdout.write(content, (error) => (error ? failed(standardOutputProblem(error)) : written()));
      }),
    commit: () => {},
    discard: () => {},
  };
}

function standardOutputProblem(error: Error): Error {
  const code = errorCode(error);
  if (code === 'EPIPE' || code === 'EOF') return new ReaderGone('nobody reads standard output');
  return code === undefined ? error : fileProblem(error, 'standard output');
}

/**
 * A file that is written beside its place and then renamed onto it, keeping its permissions; a link is written
 * through. What is no regular file (`/dev/stderr`, a pipe) is written directly. Throws `UserMistake`.
 */
export function fileSink(path: string, cwd: string): OutputSink {
  const shown = visibleText(path);
  try {
    return openSink(resolve(cwd, path), shown);
  } catch (error) {
    if (error instanceof UserMistake) throw error;
    if (errorCode(error) === 'ENOENT')
      throw new UserMistake(`there is no folder ${visibleText(dirname(path))}`);
    throw fileProblem(error, shown);
  }
}

function openSink(absolute: string, shown: string): OutputSink {
  const before = statSync(absolute, { throwIfNoEntry: false });
  if (before?.isDirectory() === true) throw new UserMistake(`${shown} is a folder, and a file is meant`);
  if (before !== undefined && !before.isFile()) return sinkOf(openSync(absolute, 'w'), shown, undefined);
  const target = before === undefined ? absolute : realpathSync(absolute);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  const handle = openSync(temporary, 'wx', before?.mode ?? 0o666);
  addPendingFile(temporary);
  return sinkOf(handle, shown, { temporary, target });
}

function sinkOf(
  handle: number,
  shown: string,
  move: { temporary: string; target: string } | undefined,
): OutputSink {
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      throw fileProblem(error, shown);
    }
  };
  return {
    write: async (content) =>
      attempt(() => writeAll(handle, typeof content === 'string' ? Buffer.from(content, 'utf8') : content)),
    commit: () =>
      attempt(() => {
        closeSync(handle);
        if (move === undefined) return;
        renameSync(move.temporary, move.target);
        settlePendingFile(move.temporary);
      }),
    discard: () =>
      attempt(() => {
        closeSync(handle);
        if (move === undefined) return;
        rmSync(move.temporary, { force: true });
        settlePendingFile(move.temporary);
      }),
  };
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
}
