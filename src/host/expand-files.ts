import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { visibleText } from '../text/visible-text.ts';
import { standardInput } from './read-input.ts';
import { UserMistake } from './user-mistake.ts';

/**
 * The files that arguments of a command line name: each a path, a glob, or `-`. Paths are relative to `cwd`, with `/`,
 * each once however it is written, those of one glob sorted. A name that exists is taken as it stands, whatever characters it has. Throws
 * `UserMistake` where a glob matches nothing or a file is missing; what a path leads to is asked when it is read.
 */
export async function expandFiles(names: readonly string[], cwd: string): Promise<readonly string[]> {
  const files = new Map<string, string>();
  for (const name of names) {
    for (const file of await filesOf(name, cwd)) {
      const place = file === standardInput ? file : resolve(cwd, file);
      if (!files.has(place)) files.set(place, file);
    }
  }
  return [...files.values()];
}

async function filesOf(name: string, cwd: string): Promise<readonly string[]> {
  if (name === '') throw new UserMistake("there is no file ''");
  const path = withSlashes(name);
  if (name === standardInput || existsSync(resolve(cwd, path))) return [path];
  const { default: glob } = await import('fast-glob');
  if (!glob.isDynamicPattern(path)) throw new UserMistake(`there is no file ${visibleText(name)}`);
  const found = await glob(path, { cwd, onlyFiles: true, followSymbolicLinks: false, suppressErrors: true });
  if (found.length === 0) throw new UserMistake(`no files match ${visibleText(name)}`);
  return found.sort();
}

/** `\` separates folders on Windows only; elsewhere it is a character, and escapes in a glob. */
export function withSlashes(path: string, platform: string = process.platform): string {
  return platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
