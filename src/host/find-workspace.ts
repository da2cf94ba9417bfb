import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { visibleText } from '../text/visible-text.ts';
import { UserMistake } from './user-mistake.ts';

/** The name of a workspace's configuration. */
export const configName = 'policy.config.yaml';

export interface WorkspacePlace {
  /** Absolute path of the workspace's folder. */
  readonly root: string;
  /** Name of the configuration in it, where there is one. */
  readonly configFile?: string;
  /** Absolute path of the git work tree that the workspace is in, where it is in one. */
  readonly gitRoot?: string;
}

/**
 * The workspace of a folder: that of the named configuration, else of the nearest one upward, up to the root of the git
 * repository (of the file system where there is none), else the folder itself. Throws `UserMistake`.
 */
export function findWorkspace(cwd: string, config?: string): WorkspacePlace {
  if (!isFolder(cwd)) throw new UserMistake(`there is no folder ${visibleText(cwd)}`);
  const gitRoot = gitRootOf(cwd);
  const git = gitRoot === undefined ? {} : { gitRoot };
  if (config !== undefined) return { ...namedConfig(resolve(cwd, config), config), ...git };
  const root = nearestHolding(cwd, configName, gitRoot);
  return root === undefined ? { root: resolve(cwd), ...git } : { root, configFile: configName, ...git };
}

/** The workspace that a folder is, whatever stands above it: with its own configuration, else without one. */
export function workspaceIn(folder: string): WorkspacePlace {
  const root = resolve(folder);
  const gitRoot = gitRootOf(root);
  return {
    root,
    ...(existsSync(join(root, configName)) ? { configFile: configName } : {}),
    ...(gitRoot === undefined ? {} : { gitRoot }),
  };
}

/** The root of the git work tree that a folder is in, links not followed; undefined where it is in none. */
export function gitRootOf(folder: string): string | undefined {
  return nearestHolding(folder, '.git');
}

function namedConfig(path: string, shown: string): WorkspacePlace {
  if (isFolder(path))
    throw new UserMistake(`${visibleText(shown)} is a folder, and a configuration is meant`);
  if (!existsSync(path)) throw new UserMistake(`there is no configuration ${visibleText(shown)}`);
  return { root: dirname(path), configFile: basename(path) };
}

function nearestHolding(start: string, name: string, last?: string): string | undefined {
  let folder = resolve(start);
  while (true) {
    if (existsSync(join(folder, name))) return folder;
    const parent = dirname(folder);
    if (parent === folder || folder === last) return undefined;
    folder = parent;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
