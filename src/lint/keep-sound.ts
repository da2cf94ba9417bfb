import { resolveWorkspace } from '../engine/resolve-workspace.ts';
import type { FindingFix } from '../model/finding.ts';
import type { WorkspaceConfig } from '../model/workspace-config.ts';
import { readWorkspace } from '../parse/read-workspace.ts';
import { applyFixes } from './apply-fixes.ts';
import { soundness } from './soundness.ts';

/** How often a workspace is read to find the fixes that break it; those left over then are refused. */
const mostTrials = 64;

/**
 * The fixes, in their order, with which the workspace has no error that it had not before. One that breaks a document,
 * a policy or the form of some tenant's value is left out.
 */
export function keepSound(
  texts: ReadonlyMap<string, string>,
  fixes: readonly FindingFix[],
  config: WorkspaceConfig,
): readonly FindingFix[] {
  if (fixes.length === 0) return fixes;
  const before = errorsOf(texts, config);
  let trials = 0;
  const isSound = (kept: readonly FindingFix[]): boolean => {
    trials += 1;
    const after = errorsOf(new Map([...texts, ...applyFixes(texts, kept).files]), config);
    return [...after].every(([error, count]) => count <= (before.get(error) ?? 0));
  };
  const extended = (kept: readonly FindingFix[], more: readonly FindingFix[]): readonly FindingFix[] => {
    if (more.length === 0 || trials >= mostTrials) return kept;
    const all = [...kept, ...more];
    if (isSound(all)) return all;
    if (more.length === 1) return kept;
    const middle = more.length >> 1;
    return extended(extended(kept, more.slice(0, middle)), more.slice(middle));
  };
  return extended([], fixes);
}

/** Errors by what they say and how often; where they stand moves with every fix. */
function errorsOf(texts: ReadonlyMap<string, string>, config: WorkspaceConfig): ReadonlyMap<string, number> {
  const reading = readWorkspace(texts, config);
  const { findings } = soundness(reading, resolveWorkspace(reading.documents, config), config);
  const counts = new Map<string, number>();
  for (const { code, file, message } of findings) {
    const error = JSON.stringify([code, file, message]);
    counts.set(error, (counts.get(error) ?? 0) + 1);
  }
  return counts;
}
