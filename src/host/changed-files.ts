import { visibleText } from '../text/visible-text.ts';
import { askGit, mergeBase, type Revision, revisionNamed } from './git-revision.ts';
import { UserMistake } from './user-mistake.ts';

export interface ChangedFiles {
  /** Where HEAD left the revision. */
  readonly base: Revision;
  /** Relative to the folder, with `/`; another repository within is a folder's name, with or without `/` behind. */
  readonly files: ReadonlySet<string>;
}

/**
 * The files below a folder that are not as they were where HEAD left a revision: changed, new, or gone. Throws
 * `UserMistake` where git cannot tell.
 */
export async function changedFiles(name: string, folder: string): Promise<ChangedFiles> {
  const [since, head] = [await revisionNamed(name, folder), await revisionNamed('HEAD', folder)];
  const base = await mergeBase(since, head, folder);
  const tracked = await names(
    [
      'diff',
      '--name-only',
      '--no-renames',
      '--ignore-submodules=none',
      '--relative',
      '-z',
      base.commit,
      '--',
      '.',
    ],
    folder,
  );
  const others = await names(['ls-files', '--others', '--exclude-standard', '-z', '--', '.'], folder);
  return { base, files: new Set([...tracked, ...others]) };
}

async function names(args: readonly string[], folder: string): Promise<readonly string[]> {
  const { code, output } = await askGit(args, folder);
  if (code !== 0) throw new UserMistake(`git cannot tell what has changed in ${visibleText(folder)}`);
  return output.split('\0').filter((name) => name !== '');
}
