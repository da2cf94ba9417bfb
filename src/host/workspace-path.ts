import { relative, resolve } from 'node:path';
import { withSlashes } from './expand-files.ts';

/**
 * A path relative to a workspace's folder, with `/`. `path` is relative to `cwd`; one outside the folder begins
 * with `../`.
 */
export function workspacePath(path: string, cwd: string, root: string): string {
  return withSlashes(relative(root, resolve(cwd, path)));
}
