import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, FileSystemAdapter } from 'fast-glob';
import { defaultConfig, type WorkspaceConfig } from '../model/workspace-config.ts';
import { visibleText } from '../text/visible-text.ts';
import { fileProblem } from './file-problem.ts';
import { configName, type WorkspacePlace } from './find-workspace.ts';
import { ignoredByGit } from './git.ts';
import { workspacePath } from './workspace-path.ts';

/** The files of a workspace that are not on disk. Paths are relative to the workspace, with `/`. */
export interface FileTree {
  /** Lists folders under the workspace's own path. */
  readonly readdir: FileSystemAdapter['readdir'];
  readonly has: (path: string) => boolean;
}

export interface DocumentList {
  /** Relative to the workspace, with `/`, sorted by code units. */
  readonly files: readonly string[];
  /** What a person should know about how they were found. */
  readonly notes: readonly string[];
}

/**
 * The files of a workspace that may be documents. With the default `include` dot folders, `node_modules` and what git
 * ignores are left out; an `include` that somebody wrote counts as written. A folder below with a configuration of its
 * own is another workspace, if `mayBeNested` agrees. Links to folders are not followed. With `tree` its files are listed
 * instead of those on disk, and git ignores none of them.
 */
export async function listDocuments(
  place: WorkspacePlace,
  config: WorkspaceConfig,
  tree?: FileTree,
  mayBeNested: (configuration: string) => boolean = () => true,
): Promise<DocumentList> {
  const asDefault = isDefault(config.include);
  const found = (await findEntries(place.root, config, asDefault, tree))
    .filter(({ dirent }) => dirent.isFile() || dirent.isSymbolicLink())
    .map(({ path }) => path.replace(/^\.\//, ''));
  const has = tree?.has ?? ((path: string) => existsSync(join(place.root, path)));
  const nested: string[] = [];
  const inside = insideWorkspace((path) => has(path) && mayBeNested(path), nested);
  const own = found.filter((file) => file !== place.configFile && file !== configName && inside(file)).sort();
  const workspaces = nestedNotes(nested);
  if (!asDefault || place.gitRoot === undefined || tree !== undefined)
    return { files: own, notes: workspaces };
  const { ignored, problem } = await ignoredByGit(place.root);
  const notes =
    problem === undefined ? [] : [`git could not tell what it ignores (${problem}), so nothing is left out`];
  return { files: own.filter((file) => !isIgnored(file, ignored)), notes: [...notes, ...workspaces] };
}

/** A folder that cannot be read may hold documents, so that it is told and not left out. */
async function findEntries(
  root: string,
  config: WorkspaceConfig,
  asDefault: boolean,
  tree: FileTree | undefined,
): Promise<Entry[]> {
  const { default: glob } = await import('fast-glob');
  try {
    return await glob(tree === undefined ? [...config.include] : config.include.map(withoutLookUp), {
      cwd: root,
      ...(tree === undefined ? {} : { fs: { readdir: tree.readdir } }),
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

/** A glob that stands for the same files and is never looked up on disk as a name: `plans.yaml` as `[p]lans.yaml`. */
function withoutLookUp(glob: string): string {
  return /[*?[{(!\\]/.test(glob) ? glob : glob.replace(/^\.\//, '').replace(/[A-Za-z0-9]/, '[$&]');
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

/** Who reads a workspace must know what is not part of it. */
function nestedNotes(nested: readonly string[]): readonly string[] {
  const [first = '', ...more] = nested.map(visibleText).sort();
  if (nested.length === 0) return [];
  if (more.length === 0)
    return [`${first} is a workspace of its own, which is not read: policy lint -C ${first}`];
  return [`${nested.length} folders are workspaces of their own, which are not read, e.g. ${first}`];
}

/**
 * Tells whether no folder between the workspace and a file has a configuration; each folder is asked once. Those that have
 * one are added to `nested`.
 */
function insideWorkspace(exists: (path: string) => boolean, nested: string[]): (file: string) => boolean {
  const known = new Map<string, boolean>();
  const isInside = (folder: string): boolean => {
    if (folder === '') return true;
    const before = known.get(folder);
    if (before !== undefined) return before;
    const isOwn = isInside(parentOf(folder));
    const answer = isOwn && !exists(`${folder}/${configName}`);
    if (isOwn && !answer) nested.push(folder);
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
