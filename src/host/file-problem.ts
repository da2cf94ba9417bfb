import { UserMistake } from './user-mistake.ts';

const problems: ReadonlyMap<string, (file: string) => string> = new Map([
  ['ENOENT', (file: string) => `there is no file ${file}`],
  ['EEXIST', (file: string) => `${file} is there already, and is no folder`],
  ['ENOTDIR', (file: string) => `there is no file ${file}: a part of its path is not a folder`],
  ['EISDIR', (file: string) => `${file} is a folder, and a file is meant`],
  ['EACCES', (file: string) => `no permission for ${file}`],
  ['EPERM', (file: string) => `no permission for ${file}`],
  ['EROFS', (file: string) => `${file} is on a file system that cannot be written`],
  ['ENOSPC', (file: string) => `no space left to write ${file}`],
  ['EDQUOT', (file: string) => `no quota left to write ${file}`],
  ['ELOOP', (file: string) => `${file} is a link that leads back to itself`],
  ['ENAMETOOLONG', (file: string) => `the name of ${file} is too long`],
  ['EMFILE', (file: string) => `too many open files to read ${file}`],
]);

/**
 * The mistake that a failed file operation stands for; anything that is no error of the file system is thrown as it
 * is. `file` as the user knows it, already safe to print.
 */
export function fileProblem(error: unknown, file: string): UserMistake {
  const code = errorCode(error);
  if (code === undefined) throw error;
  const known = problems.get(code);
  return new UserMistake(known === undefined ? `cannot use ${file} (${code})` : known(file));
}

/** The code of a system error (`ENOENT`), if it is one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : undefined;
}
