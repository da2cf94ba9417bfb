import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type ChangedFiles, changedFiles } from '../host/changed-files.ts';
import { configName } from '../host/find-workspace.ts';
import { findWorkspaceAt } from '../host/find-workspace-at.ts';
import { filesAtRevision } from '../host/load-revision.ts';
import type { WorkspaceFiles } from '../host/load-workspace.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { type Concern, countedFindings } from '../lint/show-concerning.ts';
import type { Finding } from '../model/finding.ts';
import { suppressionsName } from '../model/suppression.ts';
import { visibleText } from '../text/visible-text.ts';
import type { CommandContext } from './command-context.ts';

/** What it takes to tell what changed in a workspace, and what was found before. */
export interface SinceQuestion {
  readonly revision: string;
  readonly found: WorkspaceFiles;
  /** The documents of now. */
  readonly sources: ReadonlyMap<string, unknown>;
  /** What a run finds in other texts, asked as this run is. */
  readonly lint: (files: WorkspaceFiles) => Promise<readonly Finding[]>;
}

/**
 * What concerns a change since HEAD left a revision: the documents that changed, and what was not found in those of
 * then. What a change causes elsewhere cannot be told from what there is now: a boundary that is gone marks nothing. So
 * both are linted. Undefined where everything is shown: the configuration is another, a file is gone, or the documents
 * of then cannot be read. Throws `UserMistake` where git cannot tell.
 */
export async function concernSince(
  { revision, found, sources, lint }: SinceQuestion,
  { cwd, config, note }: CommandContext,
): Promise<Concern | undefined> {
  const changed = await changedFiles(revision, found.root);
  const far = await farChange(changed, found, cwd, config);
  if (far !== undefined) {
    note(`${far} since ${revision}: findings in all files are shown`);
    return undefined;
  }
  const files = new Set([...changed.files].filter((file) => sources.has(file)));
  try {
    const then = await filesAtRevision(found, changed.base);
    if (isSame(found.files, then.files)) {
      note(`no policy document has changed since ${revision}`);
      return { files };
    }
    return { files, before: countedFindings(await lint(then)) };
  } catch (error) {
    if (!(error instanceof UserMistake)) throw error;
    note(`${error.message}: findings in all files are shown`);
    return undefined;
  }
}

/** What changed that all findings may come of, in words; undefined where nothing of the kind did. */
async function farChange(
  { base, files }: ChangedFiles,
  { root, configuration }: WorkspaceFiles,
  cwd: string,
  config: string | undefined,
): Promise<string | undefined> {
  const gate = [configuration?.name ?? configName, configName, suppressionsName];
  // A configuration below makes its folder another workspace.
  const isGate = (file: string): boolean => gate.includes(file) || posix.basename(file) === configName;
  const isGone = (file: string): boolean =>
    /\.(?:ya?ml|jsonl?|ndjson|csv)$/i.test(file) && !existsSync(join(root, file));
  const far = [...files].find((file) => isGate(file) || isGone(file));
  if (far !== undefined) return `${far} ${isGate(far) ? 'has changed' : 'is gone'}`;
  const { root: before } = await findWorkspaceAt(base, cwd, config);
  return before === root ? undefined : `the workspace was ${visibleText(before)}, and is another`;
}

function isSame(now: ReadonlyMap<string, string>, then: ReadonlyMap<string, string>): boolean {
  return now.size === then.size && [...now].every(([file, text]) => then.get(file) === text);
}
