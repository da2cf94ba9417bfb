import type { WorkspaceConfig } from '../model/workspace-config.ts';
import { applyFixes } from './apply-fixes.ts';
import { lintWorkspace, type WorkspaceLint } from './lint-workspace.ts';
import type { LintOptions } from './run-lint.ts';

const roundLimit = 10;

export interface FixedWorkspace {
  /** The files that changed, with their new text. */
  readonly changed: ReadonlyMap<string, string>;
  /** How many fixes were applied. */
  readonly applied: number;
  /** What is left to find. */
  readonly remaining: WorkspaceLint;
}

/**
 * Applies the safe fixes of the findings that would be shown, and of those that come to light then, until none is left
 * or ten rounds are over. Writes nothing.
 */
export function fixWorkspace(
  files: ReadonlyMap<string, string>,
  config: WorkspaceConfig,
  options: LintOptions,
): FixedWorkspace {
  let texts = files;
  let applied = 0;
  let lint = lintWorkspace(texts, config, options);
  for (let round = 0; round < roundLimit; round += 1) {
    const fixes = lint.findings.flatMap(({ fix }) => (fix?.safe === true ? [fix] : []));
    const fixed = applyFixes(texts, fixes);
    if (fixed.files.size === 0) break;
    texts = new Map([...texts, ...fixed.files]);
    applied += fixed.applied;
    lint = lintWorkspace(texts, config, options);
  }
  const changed = new Map([...texts].filter(([file, text]) => text !== files.get(file)));
  return { changed, applied, remaining: lint };
}
