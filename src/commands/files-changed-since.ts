import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { changedFiles } from '../host/changed-files.ts';
import { configName } from '../host/find-workspace.ts';
import type { WorkspaceFiles } from '../host/load-workspace.ts';
import { suppressionsName } from '../model/suppression.ts';

/**
 * The documents of a workspace that changed since HEAD left a revision; undefined where findings of all files may come of
 * the change: the configuration is another, or a YAML file is gone. Throws `UserMistake` where git cannot tell.
 */
export async function filesChangedSince(
  revision: string,
  { root, configuration }: WorkspaceFiles,
  sources: ReadonlyMap<string, unknown>,
  note: (text: string) => void,
): Promise<ReadonlySet<string> | undefined> {
  const gate = [configuration?.name ?? configName, suppressionsName];
  const changed = await changedFiles(revision, root);
  const isGone = (file: string): boolean => /\.ya?ml$/.test(file) && !existsSync(join(root, file));
  const far = [...changed].find((file) => gate.includes(file) || isGone(file));
  if (far !== undefined) {
    const what = gate.includes(far) ? 'has changed' : 'is gone';
    note(`${far} ${what} since ${revision}: findings in all files are shown`);
    return undefined;
  }
  const files = [...changed].filter((file) => sources.has(file));
  if (files.length === 0) note(`no policy document has changed since ${revision}`);
  return new Set(files);
}
