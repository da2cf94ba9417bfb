import { totalToolCalls } from '../../engine/limits/tool-limits.ts';
import { toolGlobsOverlap } from '../../engine/resolve/glob-overlap.ts';
import type { Plan } from '../../model/documents.ts';
import type { EffectivePolicy, EffectiveRule } from '../../model/workspace.ts';
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
  return [
    ...pairs.flatMap((pair) => ruleLimitChange(pair, before.policy, after.policy, contents)),
    ...planLimitChanges(before, after),
  ];
}

function ruleLimitChange(
  { before, after }: Pair<EffectiveRule>,
  from: EffectivePolicy,
  to: EffectivePolicy,
  contents: Contents,
): readonly DraftChange[] {
  const effect =
    before !== undefined && after !== undefined
      ? keptRuleEffect(before, after)
      : after === undefined
        ? goneRuleEffect(before, to)
        : opposite(goneRuleEffect(after, from));
  const rule = after ?? before;
  if (effect === undefined || rule === undefined) return [];
  const [was, is] = [before?.rule.rateLimit, after?.rule.rateLimit];
  const words = { from: limitText(before, after), to: limitText(after, before) };
  return [
    {
      kind: 'limit',
      tool: toolsText(rule.rule.tools),
      ...words,
      effect,
      proof: before !== undefined && after !== undefined ? 'exact' : 'bounded',
      where: {
        from: was?.place ?? before?.rule.place ?? from.place,
        to: is?.place ?? after?.rule.place ?? to.place,
      },
      identity: [contents.deciding(rule.rule), rule.rule.place.file, words.from, words.to],
    },
  ];
}

/** The limit as written; with its tools where the other side has the same limit for others. */
function limitText(rule: EffectiveRule | undefined, other: EffectiveRule | undefined): string | null {
  const text = rule?.rule.rateLimit?.value.text;
  if (rule === undefined || text === undefined) return null;
  return text === other?.rule.rateLimit?.value.text ? `${text} for ${toolsText(rule.rule.tools)}` : text;
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

/**
 * What it comes to that a rule with a limit is gone, where other rules may pass its calls now: they are not counted any
 * more, or by another's limit. Where none does, the calls themselves are denied, and that is no matter of limits.
 */
function goneRuleEffect(gone: EffectiveRule | undefined, policy: EffectivePolicy): Effect | undefined {
  if (gone?.rule.rateLimit === undefined || !mayPass(gone)) return undefined;
  const heirs = policy.rules.filter(
    (rule) =>
      mayPass(rule) &&
      rule.rule.tools.some((tool) =>
        gone.rule.tools.some((mine) => toolGlobsOverlap(tool.value, mine.value)),
      ),
  );
  const isDefault = policy.defaultAction !== 'deny';
  if (heirs.length === 0) return isDefault ? 'wider' : undefined;
  return heirs.some(({ rule }) => rule.rateLimit !== undefined) ? 'changed' : 'wider';
}

function opposite(effect: Effect | undefined): Effect | undefined {
  if (effect === undefined || effect === 'changed') return effect;
  return effect === 'wider' ? 'narrower' : 'wider';
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
