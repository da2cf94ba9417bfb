import { realpathSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { withSlashes } from './expand-files.ts';
import { gitRootOf } from './find-workspace.ts';
import { askGit, type Revision } from './git-revision.ts';

/** A folder and its path from the root of its repository, empty for the root itself. */
interface FolderAtRevision {
  /** Absolute; its parents are the parents of `path`. */
  readonly folder: string;
  readonly path: string;
}

/**
 * Where a revision has a folder: as it is written, where there was one, else where it leads now. So a link that takes a
 * folder's place does not take its past from it.
 */
export async function folderAtRevision(folder: string, { commit }: Revision): Promise<FolderAtRevision> {
  const leadsTo = (await askGit(['rev-parse', '--show-prefix'], folder)).output.replace(/\/?\n$/, '');
  const written = await writtenPath(folder);
  const asWritten = { folder: resolve(folder), path: written ?? '' };
  if (written === leadsTo) return asWritten;
  const asLed = { folder: realpathSync(folder), path: leadsTo };
  if (written === undefined || written === '') return asLed;
  const { code, output } = await askGit(['cat-file', '-t', `${commit}:${written}`], folder);
  return code === 0 && output.trim() === 'tree' ? asWritten : asLed;
}

/** The path from the repository's root without following links; undefined where they lead to another repository. */
async function writtenPath(folder: string): Promise<string | undefined> {
  const gitRoot = gitRootOf(folder);
  if (gitRoot === undefined) return undefined;
  const top = (await askGit(['rev-parse', '--show-toplevel'], folder)).output.replace(/\n$/, '');
  if (top === '' || realpathSync(gitRoot) !== realpathSync(top)) return undefined;
  return withSlashes(relative(gitRoot, resolve(folder)));
}
