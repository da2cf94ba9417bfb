import { toolGlobsOverlap } from '../engine/resolve/glob-overlap.ts';
import { textUses } from '../engine/resolve/text-uses.ts';
import { totalToolCalls } from '../engine/limits/tool-limits.ts';
import { isToolGlob } from '../engine/tool-name.ts';
import type { Plan } from '../model/documents.ts';
import type { Rate } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import { type Effect, impliesRate } from './compare-rates.ts';
import { diffPlans, entitlesTo, entitlesToSome, type PlanChange } from './plan-diff.ts';

/** What a change of one tenant's policy comes to. `incomparable`: wider here, narrower there. */
export type DiffVerdict = 'equivalent' | 'narrower' | 'wider' | 'incomparable' | 'undecided';

/** One thing that would be decided, limited or logged differently for a tenant. */
export interface TenantChange {
  /** Tells the change among those of one comparison; the same for every tenant. */
  readonly id: string;
  readonly kind: 'decision' | 'limit' | 'approval' | 'logging';
  /** A tool's name, or a glob. */
  readonly tool?: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly effect: Effect;
  readonly proof: 'exact';
  readonly where: PlanChange['where'];
}

export interface TenantDiff {
  readonly tenant: string;
  readonly verdict: DiffVerdict;
  readonly changes: readonly TenantChange[];
}

/**
 * What a tenant would lose and gain with another plan: of the plans' differences those that its policy lets it feel.
 * `undecided` where the policy reads `${plan}`, for then its rules themselves become others.
 */
export function diffTenantPlans(
  policy: EffectivePolicy,
  shared: Pick<EffectiveWorkspace, 'baseline' | 'boundaries'>,
  from: Plan,
  to: Plan,
): TenantDiff {
  const tenant = policy.tenantId;
  if (policy.status === 'suspended') return { tenant, verdict: 'equivalent', changes: [] };
  const tools = [...new Set(usableTools(policy))];
  const differences = diffPlans(from, to);
  const changes = [
    ...tools.flatMap((tool) => entitlementChange(tool, from, to)),
    ...differences.flatMap((change) => felt(change, policy, tools, from, to)),
  ];
  return { tenant, verdict: readsPlan(policy, shared) ? 'undecided' : verdictOf(changes), changes };
}

/** The names and globs that the policy may decide to allow or hold. */
function usableTools(policy: EffectivePolicy): readonly string[] {
  const named = policy.rules.filter(mayPass).flatMap(({ rule }) => rule.tools.map((tool) => tool.value));
  return policy.defaultAction === 'deny' ? named : [...named, '**'];
}

function mayPass({ rule }: EffectiveRule): boolean {
  const actions = [
    ...rule.conditions.map((condition) => condition.action),
    ...(rule.action === undefined ? [] : [rule.action]),
  ];
  return actions.some((action) => action.value !== 'deny');
}

function entitlementChange(tool: string, from: Plan, to: Plan): readonly TenantChange[] {
  const loses = entriesFor(from, tool).some((entry) => !entitlesTo(to, entry));
  const gains = entriesFor(to, tool).some((entry) => !entitlesTo(from, entry));
  if (!loses && !gains) return [];
  const effect = loses && gains ? 'changed' : loses ? 'narrower' : 'wider';
  const where = { from: from.place, to: to.place };
  const words = { from: entitlementWords(from, tool), to: entitlementWords(to, tool) };
  return [{ id: `tool:${tool}`, kind: 'decision', tool, ...words, effect, proof: 'exact', where }];
}

/** The plan's entries that concern a tool or glob, no wider than it where that can be said. */
function entriesFor(plan: Plan, tool: string): readonly string[] {
  if (entitlesTo(plan, tool)) return [tool];
  return (plan.tools ?? []).map((entry) => entry.value).filter((entry) => toolGlobsOverlap(entry, tool));
}

function entitlementWords(plan: Plan, tool: string): string {
  if (entitlesTo(plan, tool)) return 'entitled';
  const entries = entriesFor(plan, tool);
  return entries.length === 0 ? 'not entitled' : `only ${entries.join(', ')}`;
}

/** The change as the tenant feels it, if it does. */
function felt(
  change: PlanChange,
  policy: EffectivePolicy,
  tools: readonly string[],
  from: Plan,
  to: Plan,
): readonly TenantChange[] {
  const { name, effect, where } = change;
  const words = { from: change.from, to: change.to, effect, proof: 'exact' as const, where };
  switch (change.kind) {
    case 'tool':
      return [];
    case 'limit':
      if (!feelsLimit(name, policy, tools, from, to)) return [];
      return [
        { id: `limit:${name}`, kind: 'limit', ...(name === totalToolCalls ? {} : { tool: name }), ...words },
      ];
    case 'approvals':
      return mayAllow(policy) ? [{ id: 'approvals', kind: 'approval', ...words }] : [];
    case 'logging':
      return policy.logging.level === undefined ? [{ id: 'logging', kind: 'logging', ...words }] : [];
    case 'retention':
      return policy.logging.retentionText === undefined
        ? [{ id: 'retention', kind: 'logging', ...words }]
        : [];
  }
}

/** A tool that only one plan entitles to is lost or gained, not limited differently. */
function feelsLimit(
  name: string,
  policy: EffectivePolicy,
  tools: readonly string[],
  from: Plan,
  to: Plan,
): boolean {
  if (name === totalToolCalls) return tools.length > 0;
  const limited = tools.filter((tool) => toolGlobsOverlap(tool, name));
  if (!limited.some((tool) => entitlesToSome(from, tool) && entitlesToSome(to, tool))) return false;
  if (!isToolGlob(name) && !(entitlesTo(from, name) && entitlesTo(to, name))) return false;
  return !isBoundByRule(name, policy, from, to);
}

/** Whether the one rule through which calls of the tool can pass is stricter than what either plan says. */
function isBoundByRule(name: string, policy: EffectivePolicy, from: Plan, to: Plan): boolean {
  const passing = policy.rules.filter(
    (rule) => mayPass(rule) && rule.rule.tools.some((tool) => toolGlobsOverlap(tool.value, name)),
  );
  const [only] = passing;
  const own = only?.rule.rateLimit?.value;
  if (own === undefined || passing.length > 1 || policy.defaultAction !== 'deny') return false;
  const rates = [from, to].map((plan) => plan.limits.find((limit) => limit.name.value === name)?.rate.value);
  return rates.every((rate: Rate | undefined) => rate === undefined || impliesRate(own, rate));
}

function mayAllow(policy: EffectivePolicy): boolean {
  if (policy.defaultAction === 'allow') return true;
  return policy.rules.some(({ rule }) => {
    return (
      rule.action?.value === 'allow' ||
      rule.conditions.some((condition) => condition.action.value === 'allow')
    );
  });
}

function readsPlan(
  policy: EffectivePolicy,
  shared: Pick<EffectiveWorkspace, 'baseline' | 'boundaries'>,
): boolean {
  const rules = [...policy.rules, ...shared.baseline].flatMap(({ rule }) => rule.conditions);
  const entries = shared.boundaries.flatMap(({ tools }) => tools.flatMap((tool) => tool.entries));
  const matchers = [
    ...rules.flatMap((condition) => condition.match.map(({ matcher }) => matcher)),
    ...entries.flatMap((entry) => (entry.kind === 'matcher' ? [entry.matcher] : [])),
  ];
  const texts = matchers.flatMap(textUses).flatMap(({ text }) => text);
  return texts.some((part) => typeof part !== 'string' && part.ref === 'plan');
}

function verdictOf(changes: readonly TenantChange[]): DiffVerdict {
  const effects = new Set(changes.map((change) => change.effect));
  if (effects.size === 0) return 'equivalent';
  const [effect] = effects;
  return effects.size > 1 || effect === undefined || effect === 'changed' ? 'incomparable' : effect;
}
