import { visibleText } from '../text/visible-text.ts';
import { askGit, mergeBase, revisionNamed } from './git-revision.ts';
import { UserMistake } from './user-mistake.ts';

/**
 * The files below a folder that are not as they were where HEAD left a revision: changed, new, or gone; relative to the
 * folder, with `/`. Throws `UserMistake` where git cannot tell.
 */
export async function changedFiles(name: string, folder: string): Promise<ReadonlySet<string>> {
  const [since, head] = [await revisionNamed(name, folder), await revisionNamed('HEAD', folder)];
  const base = await mergeBase(since, head, folder);
  const tracked = await names(
    ['diff', '--name-only', '--no-renames', '--relative', '-z', base.commit, '--', '.'],
    folder,
  );
  const others = await names(['ls-files', '--others', '--exclude-standard', '-z', '--', '.'], folder);
  return new Set([...tracked, ...others]);
}

async function names(args: readonly string[], folder: string): Promise<readonly string[]> {
  const { code, output } = await askGit(args, folder);
  if (code !== 0) throw new UserMistake(`git cannot tell what has changed in ${visibleText(folder)}`);
  return output.split('\0').filter((name) => name !== '');
}
