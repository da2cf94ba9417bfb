import type { ResolvedWorkspace } from '../engine/resolve-workspace.ts';
import { defaultConfig, type WorkspaceConfig } from '../model/workspace-config.ts';
import type { WorkspaceReading } from '../parse/read-workspace.ts';
import { lintReading, type WorkspaceLint } from './lint-workspace.ts';
import { lintRules } from './registry.ts';

/** The rules that say whether documents were understood at all: without them nothing can be decided. */
const soundnessRules = lintRules.filter(({ code }) => /^(?:yaml|schema|pattern)\//.test(code));

/**
 * The errors that keep a workspace from being compiled, whatever its configuration and its comments say of levels:
 * commands that decide, show or ship refuse a workspace that has one.
 */
export function soundness(
  reading: WorkspaceReading,
  resolved: ResolvedWorkspace,
  config: WorkspaceConfig,
): WorkspaceLint {
  const unfiltered = { ...config, lint: defaultConfig.lint };
  const checked = lintReading({ ...reading, ignores: [] }, resolved, unfiltered, {
    today: '0000-01-01',
    rules: soundnessRules,
  });
  const findings = checked.findings.filter(({ severity }) => severity === 'error');
  return {
    ...checked,
    findings,
    summary: { ...checked.summary, errors: findings.length, warnings: 0, notes: 0 },
  };
}
