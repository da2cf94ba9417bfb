import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { changedFiles } from '../host/changed-files.ts';
import { configName } from '../host/find-workspace.ts';
import type { WorkspaceFiles } from '../host/load-workspace.ts';
import { suppressionsName } from '../model/suppression.ts';

/**
 * The documents of a workspace that changed since HEAD left a revision; undefined where findings of all files may come of
 * the change: the configuration is another, or a file is gone. Throws `UserMistake` where git cannot tell.
 */
export async function filesChangedSince(
  revision: string,
  { root, configuration }: WorkspaceFiles,
  sources: ReadonlyMap<string, unknown>,
  note: (text: string) => void,
): Promise<ReadonlySet<string> | undefined> {
  const gate = [configuration?.name ?? configName, configName, suppressionsName];
  const changed = await changedFiles(revision, root);
  // A configuration below makes its folder another workspace.
  const isGate = (file: string): boolean => gate.includes(file) || posix.basename(file) === configName;
  const isGone = (file: string): boolean =>
    /\.(?:ya?ml|jsonl?|ndjson|csv)$/i.test(file) && !existsSync(join(root, file));
  const far = [...changed].find((file) => isGate(file) || isGone(file));
  if (far !== undefined) {
    const what = isGate(far) ? 'has changed' : 'is gone';
    note(`${far} ${what} since ${revision}: findings in all files are shown`);
    return undefined;
  }
  const files = [...changed].filter((file) => sources.has(file));
  if (files.length === 0) note(`no policy document has changed since ${revision}`);
  return new Set(files);
}
