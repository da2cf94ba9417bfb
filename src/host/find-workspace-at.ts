import { dirname, posix } from 'node:path';
import { configName, findWorkspace, type WorkspacePlace, workspaceIn } from './find-workspace.ts';
import { folderAtRevision } from './folder-at-revision.ts';
import { askGit, type Revision } from './git-revision.ts';

/**
 * The workspace that a folder belonged to at a revision, as a place on disk: that of the nearest configuration upward
 * there was then, else the folder itself. A configuration that came, or went, since then moves nothing. A configuration
 * that is named stays the one. Throws `UserMistake`.
 */
export async function findWorkspaceAt(
  revision: Revision,
  cwd: string,
  config?: string,
): Promise<WorkspacePlace> {
  const now = findWorkspace(cwd, config);
  if (config !== undefined) return now;
  const { folder, path } = await folderAtRevision(cwd, revision);
  const had = await configurationsAt(path, revision, cwd);
  let root = folder;
  for (let at = path; ; at = parentOf(at), root = dirname(root)) {
    if (had.has(posix.join(at, configName))) return workspaceIn(root);
    if (at === '') return workspaceIn(cwd);
  }
}

/** The configurations in a folder and those above it, by path from the root of the repository. */
async function configurationsAt(
  path: string,
  { commit }: Revision,
  cwd: string,
): Promise<ReadonlySet<string>> {
  const asked: string[] = [];
  for (let at = path; at !== ''; at = parentOf(at)) asked.push(posix.join(at, configName));
  const args = ['ls-tree', '-z', '--name-only', '--full-tree', commit, '--', ...asked, configName];
  const { output } = await askGit(args, cwd);
  return new Set(output.split('\0'));
}

function parentOf(path: string): string {
  const parent = posix.dirname(path);
  return parent === '.' ? '' : parent;
}
