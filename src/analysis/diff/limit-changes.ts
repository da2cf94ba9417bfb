import { totalToolCalls } from '../../engine/limits/tool-limits.ts';
import type { Plan } from '../../model/documents.ts';
import type { EffectiveRule } from '../../model/workspace.ts';
import { compareRates, type Effect } from '../compare-rates.ts';
import type { TenantSide } from '../decision-change.ts';
import { diffPlans } from '../plan-diff.ts';
import { feelsLimit, mayPass } from '../usable-tools.ts';
import type { Contents } from './contents.ts';
import { type DraftChange, toolsText } from './draft-change.ts';
import { type Pair, pairRules } from './pair-items.ts';
import { planOf } from './tool-content.ts';

/** Limits that have other room, came or went: those of rules, then those of the tenant's plan that it feels. */
export function limitChanges(
  before: TenantSide,
  after: TenantSide,
  contents: Contents,
): readonly DraftChange[] {
  const pairs = pairRules(before.policy.rules, after.policy.rules, contents);
  return [...pairs.flatMap((pair) => ruleLimitChange(pair, contents)), ...planLimitChanges(before, after)];
}

/** Of a rule that came or went no limit is told here: its calls are denied, or another rule counts them. */
function ruleLimitChange({ before, after }: Pair<EffectiveRule>, contents: Contents): readonly DraftChange[] {
  if (before === undefined || after === undefined) return [];
  // A rule that lets nothing pass counts nothing.
  if (!mayPass(before) || !mayPass(after)) return [];
  const effect = keptRuleEffect(before, after);
  if (effect === undefined) return [];
  const words = { from: limitText(before, after), to: limitText(after, before) };
  const { rule } = after;
  return [
    {
      kind: 'limit',
      tool: toolsText(rule.tools),
      ...words,
      effect,
      proof: 'exact',
      where: {
        from: before.rule.rateLimit?.place ?? before.rule.place,
        to: rule.rateLimit?.place ?? rule.place,
      },
      identity: [contents.deciding(rule), rule.place.file, words.from, words.to],
    },
  ];
}

/** The limit as written; with its tools where the other side has the same limit for others. */
function limitText(rule: EffectiveRule, other: EffectiveRule): string | null {
  const text = rule.rule.rateLimit?.value.text;
  if (text === undefined) return null;
  return text === other.rule.rateLimit?.value.text ? `${text} for ${toolsText(rule.rule.tools)}` : text;
}

function keptRuleEffect(before: EffectiveRule, after: EffectiveRule): Effect | undefined {
  const [from, to] = [before.rule.rateLimit?.value, after.rule.rateLimit?.value];
  if (from === undefined || to === undefined) {
    if (from === to) return undefined;
    return to === undefined ? 'wider' : 'narrower';
  }
  return combined(compareRates(from, to), sharingEffect(before, after));
}

/** A limit is one counter for all tools of its rule: with fewer of them there is more room for each. */
function sharingEffect(before: EffectiveRule, after: EffectiveRule): Effect | undefined {
  const [from, to] = [before, after].map(({ rule }) => new Set(rule.tools.map(({ value }) => value)));
  const lost = [...(from ?? [])].some((tool) => to?.has(tool) === false);
  const gained = [...(to ?? [])].some((tool) => from?.has(tool) === false);
  if (lost && gained) return 'changed';
  return lost ? 'wider' : gained ? 'narrower' : undefined;
}

function combined(a: Effect | undefined, b: Effect | undefined): Effect | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a === b ? a : 'changed';
}

function planLimitChanges(before: TenantSide, after: TenantSide): readonly DraftChange[] {
  const [from, to] = [heldPlan(before), heldPlan(after)];
  // Who has no plan where plans are asked for is entitled to nothing: its calls are denied, not limited.
  if (from === undefined || to === undefined) return [];
  return diffPlans(from, to)
    .filter(({ kind, name }) => {
      return kind === 'limit' && [before, after].some(({ policy }) => feelsLimit(name, policy, from, to));
    })
    .map(
      (change): DraftChange => ({
        kind: 'limit',
        ...(change.name === totalToolCalls ? {} : { tool: change.name }),
        from: change.from,
        to: change.to,
        effect: change.effect,
        proof: 'exact',
        where: change.where,
        identity: ['plan', change.name, change.from, change.to, from.name.value, to.name.value],
      }),
    );
}

/** The tenant's plan; where there are no plans at all, one that limits nothing. */
function heldPlan(side: TenantSide): Plan | undefined {
  const { workspace, policy } = side;
  if (workspace.plans !== undefined) return planOf(side);
  const { place } = policy;
  return { name: { value: '', place }, rank: 0, limits: [], approvalsRequired: false, place };
}
