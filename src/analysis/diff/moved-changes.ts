import { matchesToolName } from '../../engine/tool-name.ts';
import type { EffectiveRule } from '../../model/workspace.ts';
import type { Effect } from '../compare-rates.ts';
import type { TenantSide } from '../decision-change.ts';
import { mayPass } from '../usable-tools.ts';
import { approvalEffect, approvalTexts } from './approval-effect.ts';
import { toolLabel } from './compared-tools.ts';
import type { Contents } from './contents.ts';
import type { DraftChange, Found } from './draft-change.ts';
import { type MovedCalls, movedCalls } from './moved-calls.ts';
import { pairRules } from './pair-items.ts';

/**
 * Calls that pass as before, but by another rule, so that another limit counts them or somebody else is asked. `named`: the
 * names and globs that the tools stand for.
 */
export function movedChanges(
  before: TenantSide,
  after: TenantSide,
  tools: readonly string[],
  named: readonly string[],
  contents: Contents,
): Found {
  const partners = new Map<EffectiveRule, EffectiveRule>();
  for (const pair of pairRules(before.policy.rules, after.policy.rules, contents)) {
    if (pair.before !== undefined && pair.after !== undefined) partners.set(pair.after, pair.before);
  }
  const isSame = (was: EffectiveRule | undefined, is: EffectiveRule | undefined): boolean =>
    is === undefined ? was === undefined : partners.get(is) === was && was !== undefined;
  const changes: DraftChange[] = [];
  const undecided: string[] = [];
  for (const tool of tools) {
    if (!mayMove(before, after, tool, isSame, contents)) continue;
    const label = toolLabel(tool, named);
    const found = movedCalls(before, after, tool, isSame);
    for (const reason of found.undecided) undecided.push(`limits of ${label}: ${reason}`);
    for (const moved of found.moved) {
      changes.push(
        ...limitMoved(moved, label, before, after, contents),
        ...approvalMoved(moved, label, before, after, contents),
      );
    }
  }
  return { changes, undecided };
}

/** Whether there is anything to lose: rules of the tool were changed, and they differ in whom they ask or what they count. */
function mayMove(
  before: TenantSide,
  after: TenantSide,
  tool: string,
  isSame: (was: EffectiveRule | undefined, is: EffectiveRule | undefined) => boolean,
  contents: Contents,
): boolean {
  const [was, is] = [passingRules(before, tool), passingRules(after, tool)];
  const counts = ({ rule }: EffectiveRule): boolean =>
    rule.rateLimit !== undefined || [rule, ...rule.conditions].some(({ approval }) => approval !== undefined);
  if (![...was, ...is].some(counts)) return false;
  if (was.length !== is.length || passesByDefault(before) !== passesByDefault(after)) return true;
  const others = was.length > 1 || passesByDefault(before);
  return was.some((rule, index) => {
    const other = is[index];
    if (other === undefined || !isSame(rule, other)) return true;
    return others && contents.deciding(rule.rule) !== contents.deciding(other.rule);
  });
}

function passesByDefault({ policy }: TenantSide): boolean {
  return policy.defaultAction !== 'deny';
}

function passingRules({ policy }: TenantSide, tool: string): readonly EffectiveRule[] {
  return policy.rules.filter(
    (rule) => mayPass(rule) && rule.rule.tools.some(({ value }) => matchesToolName(value, tool)),
  );
}

function limitMoved(
  { from, to, witness }: MovedCalls,
  tool: string,
  before: TenantSide,
  after: TenantSide,
  contents: Contents,
): readonly DraftChange[] {
  const [was, is] = [from?.rule.rateLimit, to?.rule.rateLimit];
  if (was === undefined && is === undefined) return [];
  // Two limits of two rules are two counters: each has room when the other has none.
  const effect: Effect = was === undefined ? 'narrower' : is === undefined ? 'wider' : 'changed';
  const text = (rate: typeof was, rule: EffectiveRule | undefined): string | null =>
    rate === undefined ? null : `${rate.value.text} of rule ${rule?.name ?? ''}`;
  return [
    {
      kind: 'limit',
      tool,
      from: text(was, from),
      to: text(is, to),
      effect,
      witness,
      proof: 'exact',
      where: wherePassed(from, to, before, after),
      identity: ['moved', ...rulesText(from, to, contents), was?.value.text ?? null, is?.value.text ?? null],
    },
  ];
}

function approvalMoved(
  { from, to, was, is, witness }: MovedCalls,
  tool: string,
  before: TenantSide,
  after: TenantSide,
  contents: Contents,
): readonly DraftChange[] {
  if (was.action !== 'require_approval' || is.action !== 'require_approval') return [];
  const effect = approvalEffect(was.approval, is.approval);
  if (effect === undefined) return [];
  const [asked, asks] = approvalTexts(was.approval, is.approval);
  return [
    {
      kind: 'approval',
      tool,
      from: asked,
      to: asks,
      effect,
      witness,
      proof: 'bounded',
      where: wherePassed(from, to, before, after),
      identity: ['moved', ...rulesText(from, to, contents)],
    },
  ];
}

function wherePassed(
  from: EffectiveRule | undefined,
  to: EffectiveRule | undefined,
  before: TenantSide,
  after: TenantSide,
): DraftChange['where'] {
  return { from: from?.rule.place ?? before.policy.place, to: to?.rule.place ?? after.policy.place };
}

function rulesText(
  from: EffectiveRule | undefined,
  to: EffectiveRule | undefined,
  contents: Contents,
): readonly (string | null)[] {
  return [from, to].map((rule) =>
    rule === undefined ? null : `${rule.rule.place.file} ${contents.deciding(rule.rule)}`,
  );
}
