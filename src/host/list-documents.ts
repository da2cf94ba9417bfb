import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from 'fast-glob';
import { defaultConfig, type WorkspaceConfig } from '../model/workspace-config.ts';
import { visibleText } from '../text/visible-text.ts';
import { fileProblem } from './file-problem.ts';
import { ignoredByGit } from './git.ts';
import { configName, type WorkspacePlace } from './find-workspace.ts';
import { workspacePath } from './workspace-path.ts';

export interface DocumentList {
  /** Relative to the workspace, with `/`, sorted by code units. */
  readonly files: readonly string[];
  /** What a person should know about how they were found. */
  readonly notes: readonly string[];
}

/**
 * The files of a workspace that may be documents. With the default `include` dot folders, `node_modules` and what git
 * ignores are left out; an `include` that somebody wrote counts as written. A folder below with a configuration of its
 * own is another workspace. Links to folders are not followed.
 */
export async function listDocuments(place: WorkspacePlace, config: WorkspaceConfig): Promise<DocumentList> {
  const asDefault = isDefault(config.include);
  const found = (await findEntries(place.root, config, asDefault))
    .filter(({ dirent }) => dirent.isFile() || dirent.isSymbolicLink())
    .map(({ path }) => path);
  const inside = insideWorkspace(place.root);
  const own = found.filter((file) => file !== place.configFile && file !== configName && inside(file)).sort();
  if (!asDefault || place.gitRoot === undefined) return { files: own, notes: [] };
  const { ignored, problem } = await ignoredByGit(place.root);
  const notes =
    problem === undefined ? [] : [`git could not tell what it ignores (${problem}), so nothing is left out`];
  return { files: own.filter((file) => !isIgnored(file, ignored)), notes };
}

/** A folder that cannot be read may hold documents, so that it is told and not left out. */
async function findEntries(root: string, config: WorkspaceConfig, asDefault: boolean): Promise<Entry[]> {
  const { default: glob } = await import('fast-glob');
  try {
    return await glob([...config.include], {
      cwd: root,
      ignore: [...config.exclude, ...(asDefault ? ['**/.*/**', '**/node_modules/**'] : [])],
      dot: asDefault,
      onlyFiles: false,
      followSymbolicLinks: false,
      objectMode: true,
      unique: true,
    });
  } catch (error) {
    throw fileProblem(error, visibleText(pathOf(error, root)));
  }
}

/** The path that a system error names, relative to the workspace. */
function pathOf(error: unknown, root: string): string {
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  return typeof path === 'string' ? workspacePath(path, root, root) || root : root;
}

function isDefault(include: readonly string[]): boolean {
  return (
    include.length === defaultConfig.include.length &&
    include.every((glob) => defaultConfig.include.includes(glob))
  );
}

/** Tells whether no folder between the workspace and a file has a configuration; each folder is asked once. */
function insideWorkspace(root: string): (file: string) => boolean {
  const known = new Map<string, boolean>();
  const isInside = (folder: string): boolean => {
    if (folder === '') return true;
    const before = known.get(folder);
    if (before !== undefined) return before;
    const answer = isInside(parentOf(folder)) && !existsSync(join(root, folder, configName));
    known.set(folder, answer);
    return answer;
  };
  return (file) => isInside(parentOf(file));
}

function isIgnored(file: string, ignored: ReadonlySet<string>): boolean {
  if (ignored.has(file)) return true;
  for (let slash = file.indexOf('/'); slash !== -1; slash = file.indexOf('/', slash + 1)) {
    if (ignored.has(file.slice(0, slash + 1))) return true;
  }
  return false;
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}
