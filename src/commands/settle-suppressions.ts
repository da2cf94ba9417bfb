import type { WorkspaceFiles } from '../host/load-workspace.ts';
import { suppressionsOf } from '../host/suppressions-of.ts';
import { writeOutputs } from '../host/write-output.ts';
import { applySuppressions } from '../lint/apply-suppressions.ts';
import { collectSuppressions, pruneSuppressions } from '../lint/collect-suppressions.ts';
import type { WorkspaceLint } from '../lint/lint-workspace.ts';
import { countFindings } from '../lint/show-concerning.ts';
import type { Finding } from '../model/finding.ts';
import { suppressionsName } from '../model/suppression.ts';
import { amountText } from '../report/number-text.ts';
import { suppressionsJson } from '../report/suppressions-json.ts';
import type { CommandContext } from './command-context.ts';

/**
 * Writes `policy.suppressions.json` where `--suppress-all` or `--prune-suppressions` asks for it, and returns what is left to
 * report then. Throws `UserMistake`.
 */
export async function settleSuppressions(
  context: CommandContext,
  found: WorkspaceFiles,
  outcome: WorkspaceLint,
  today: string,
): Promise<WorkspaceLint> {
  if (context.given.flag('suppress-all')) return suppressAll(context, found, outcome, today);
  if (context.given.flag('prune-suppressions')) return prune(context, found, outcome);
  return outcome;
}

async function suppressAll(
  context: CommandContext,
  { root, suppressions }: WorkspaceFiles,
  outcome: WorkspaceLint,
  today: string,
): Promise<WorkspaceLint> {
  const standing = suppressions === undefined ? [] : suppressionsOf(suppressions).entries;
  const text = suppressionsJson(collectSuppressions(outcome.findings, outcome.sources, standing));
  await writeOutputs([{ file: suppressionsName, text }], root);
  const { entries } = suppressionsOf(text);
  const {
    findings,
    uses,
    hidden: fresh,
  } = applySuppressions(outcome.findings, entries, outcome.sources, today);
  const hidden = uses.reduce((sum, use) => sum + use.hidden, 0);
  context.note(`wrote ${suppressionsName}: ${amountText(entries.length, 'entry', 'entries')}`);
  const all = [...(outcome.hidden ?? []), ...fresh];
  return counted({ ...outcome, hidden: all, suppressions: uses }, findings, hidden);
}

async function prune(
  context: CommandContext,
  { root, suppressions }: WorkspaceFiles,
  outcome: WorkspaceLint,
): Promise<WorkspaceLint> {
  const kept = pruneSuppressions(outcome.suppressions);
  const text = suppressionsJson(kept);
  const gone = outcome.suppressions.length - kept.length;
  if (suppressions === undefined) context.note(`there is no ${suppressionsName} to prune`);
  else if (text === suppressions) context.note(`nothing to prune in ${suppressionsName}`);
  else {
    await writeOutputs([{ file: suppressionsName, text }], root);
    context.note(`wrote ${suppressionsName}: ${amountText(gone, 'entry', 'entries')} fewer`);
  }
  // What was found about entries that are written anew holds no more.
  const settled = new Set(
    outcome.suppressions
      .filter(({ expired, hidden, suppression }) => !expired && hidden < suppression.count)
      .map(({ suppression }) => suppression.place.start),
  );
  const findings = outcome.findings.filter(
    ({ file, range }) => file !== suppressionsName || !settled.has(range.start.offset),
  );
  return counted(outcome, findings, 0);
}

function counted(outcome: WorkspaceLint, findings: readonly Finding[], hidden: number): WorkspaceLint {
  const { summary } = outcome;
  const suppressed = summary.suppressed + hidden;
  return { ...outcome, findings, summary: { ...summary, ...countFindings(findings), suppressed } };
}
