import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { standardInput } from './read-input.ts';

/** In bytes; undefined for what is no regular file, as a pipe, and for what is not there. */
export function fileSize(path: string, cwd: string): number | undefined {
  if (path === standardInput) return undefined;
  const stat = statSync(resolve(cwd, path), { throwIfNoEntry: false });
  return stat?.isFile() === true ? stat.size : undefined;
}
