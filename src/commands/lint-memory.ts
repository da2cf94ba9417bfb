import { resolve } from 'node:path';
import { type FileMemory, openFileMemory } from '../host/file-memory.ts';
import type { WorkspaceFiles } from '../host/load-workspace.ts';
import { programDigest } from '../host/program-digest.ts';
import { UserMistake } from '../host/user-mistake.ts';
import type { WorkspaceLint } from '../lint/lint-workspace.ts';
import type { LintOptions } from '../lint/run-lint.ts';
import { restoreLint, storeLint } from '../lint/stored-lint.ts';
import type { Memory } from '../model/memory.ts';
import { suppressionsName } from '../model/suppression.ts';
import type { CommandContext } from './command-context.ts';

/** What `--cache` asks to remember with: the folder of `--cache-location`, else one of the workspace's. Throws `UserMistake`. */
export function openLintMemory({ given, cwd }: CommandContext, root: string): FileMemory | undefined {
  const location = given.text('cache-location');
  if (!given.flag('cache')) {
    if (location !== undefined) throw new UserMistake('--cache-location needs --cache');
    return undefined;
  }
  const folder = location === undefined ? resolve(root, '.policy-cache') : resolve(cwd, location);
  return openFileMemory(folder, programDigest());
}

/** What an earlier run found in the same files, asked the same way. */
export function recallLint(
  memory: Memory,
  found: WorkspaceFiles,
  options: LintOptions,
): WorkspaceLint | undefined {
  const text = memory.recall(lintKey(memory, found, options));
  return text === undefined ? undefined : restoreLint(text, textsOf(found));
}

/** Keeps what was found in all files, for `recallLint`. */
export function keepLint(
  memory: Memory,
  found: WorkspaceFiles,
  options: LintOptions,
  lint: WorkspaceLint,
): void {
  memory.keep(lintKey(memory, found, options), storeLint(lint, textsOf(found)));
}

/** Writes the memory. That it cannot be written is said, and changes nothing about the result. */
export async function saveMemory(memory: FileMemory, context: CommandContext): Promise<void> {
  try {
    await memory.save();
  } catch (error) {
    if (!(error instanceof UserMistake)) throw error;
    context.note(`the cache was not written: ${error.message}`);
  }
}

/** All that a lint of a workspace depends on: configuration, options, the day, and each file with its text. */
function lintKey({ digest }: Memory, found: WorkspaceFiles, options: LintOptions): string {
  const { configuration, files, list = null } = found;
  const { today, levels = new Map(), edition } = options;
  const suppressions = options.suppressions?.source.text ?? null;
  const asked = [today, [...levels], edition === undefined ? null : String(edition), suppressions];
  const texts = [...files].map(([file, text]) => [file, digest(text)]);
  return `lint ${JSON.stringify([configuration ?? null, asked, list, texts])}`;
}

/** The texts that findings may mark. */
function textsOf({ files, suppressions }: WorkspaceFiles): ReadonlyMap<string, string> {
  return suppressions === undefined ? files : new Map([...files, [suppressionsName, suppressions]]);
}
