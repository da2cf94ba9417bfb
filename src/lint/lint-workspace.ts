import { withGrammar } from '../analysis/analysed-workspace.ts';
import { type ResolvedWorkspace, resolveWorkspace } from '../engine/resolve-workspace.ts';
import type { WorkspaceConfig } from '../model/workspace-config.ts';
import { readWorkspace, type WorkspaceReading } from '../parse/read-workspace.ts';
import type { SourceText } from '../text/source-text.ts';
import { type LintOptions, type LintOutcome, runLint } from './run-lint.ts';

/** An outcome with what it takes to print it. */
export interface WorkspaceLint extends LintOutcome {
  /** Every policy file that was read, by path. */
  readonly sources: ReadonlyMap<string, SourceText>;
  /** YAML files that are no policy documents, by path. */
  readonly unrelated: readonly string[];
}

/**
 * Lints a workspace whose files are at hand, by path relative to it, with `/`. Needs no disk and never throws on what
 * the files hold.
 */
export function lintWorkspace(
  files: ReadonlyMap<string, string>,
  config: WorkspaceConfig,
  options: LintOptions,
): WorkspaceLint {
  // In one order, whatever order they came in: what stands twice is reported where it stands the second time.
  const reading = readWorkspace(new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), config);
  return lintReading(reading, resolveWorkspace(reading.documents, config), config, options);
}

/** Lints a workspace that was read and put together before. */
export function lintReading(
  reading: WorkspaceReading,
  resolved: ResolvedWorkspace,
  config: WorkspaceConfig,
  options: LintOptions,
): WorkspaceLint {
  const { documents, diagnostics, unrelated, ignores } = reading;
  const strangers = new Set(unrelated);
  const sources = new Map([...reading.sources].filter(([file]) => !strangers.has(file)));
  const input = {
    documents,
    workspace: withGrammar(resolved.workspace, options.sql),
    diagnostics: [...diagnostics, ...resolved.diagnostics],
    sources,
    ignores,
  };
  const { source } = options.suppressions ?? {};
  const shown = source === undefined ? sources : new Map([...sources, [source.file, source]]);
  return { ...runLint(input, config, options), sources: shown, unrelated };
}
