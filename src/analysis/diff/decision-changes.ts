import type { DecidedSide, DecisionChange, TenantSide } from '../decision-change.ts';
import { toolLabel } from './compared-tools.ts';
import { changedValues } from './contents.ts';
import { decisionEffect } from './decision-effect.ts';
import type { DiffTools, DraftChange, Found } from './draft-change.ts';
import { toolContent } from './tool-content.ts';

/**
 * What two versions decide differently of the calls of these tools. A tool whose content is the same on both sides is
 * not asked about. `named`: the names and globs that the tools stand for.
 */
export function decisionChanges(
  before: TenantSide,
  after: TenantSide,
  tools: readonly string[],
  named: readonly string[],
  { differ, contents }: DiffTools,
): Found {
  const changes: DraftChange[] = [];
  const undecided: string[] = [];
  for (const tool of tools) {
    const [was, is] = [toolContent(before, tool, contents), toolContent(after, tool, contents)];
    if (was.written === is.written && was.bound === is.bound) continue;
    const label = toolLabel(tool, named);
    const found = differ(before, after, tool);
    const values = changedValues(
      [...was.references, ...is.references],
      before.policy.bindings,
      after.policy.bindings,
    );
    const content = (side: TenantSide, decided: DecidedSide): string => sideContent(side, decided, contents);
    for (const change of found.changes) {
      changes.push(draftOf(change, label, [values, content(before, change.from), content(after, change.to)]));
    }
    for (const reason of found.undecided) undecided.push(`${label}: ${reason}`);
  }
  return { changes, undecided };
}

function draftOf(
  { from, to, witness }: DecisionChange,
  tool: string,
  identity: DraftChange['identity'],
): DraftChange {
  return {
    kind: 'decision',
    tool,
    from: sideText(from),
    to: sideText(to),
    effect: decisionEffect(from.action, to.action),
    witness,
    proof: 'exact',
    where: { from: from.place, to: to.place },
    identity,
  };
}

/** Codes that no rule and no condition stands behind. */
const sayNothing: ReadonlySet<string> = new Set(['rule', 'rule_action', 'default_action', 'baseline']);

function sideText({ action, code }: DecidedSide): string {
  return sayNothing.has(code) ? action : `${action} (${code})`;
}

/** What decided, without the name that a rule has by where it stands, and without the file of a default. */
function sideContent(
  { policy, workspace }: TenantSide,
  { action, code, rule: name, condition, place }: DecidedSide,
  contents: DiffTools['contents'],
): string {
  const rules = code === 'baseline' ? workspace.baseline : policy.rules;
  const rule = name === undefined ? undefined : rules.find((each) => each.name === name);
  if (rule === undefined) return JSON.stringify([action, code]);
  return JSON.stringify([action, code, contents.deciding(rule.rule), condition ?? null, place.file]);
}
