import { totalToolCalls } from '../engine/limits/tool-limits.ts';
import { toolGlobsOverlap } from '../engine/resolve/glob-overlap.ts';
import { textUses } from '../engine/resolve/text-uses.ts';
import type { Plan } from '../model/documents.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import type { ToolDiffer } from './decision-change.ts';
import { diffPlanReading } from './diff/plan-reading.ts';
import { diffPlans, entitlesTo, type PlanChange } from './plan-diff.ts';
import { type TenantChange, type TenantDiff, verdictOf } from './tenant-change.ts';
import { feelsLimit, usableTools } from './usable-tools.ts';

/**
 * What a tenant would lose and gain with another plan: of the plans' differences those that its policy lets it feel and,
 * where the policy reads `${plan}`, what its rules then decide differently. Without `differ` that stays undecided.
 */
export function diffTenantPlans(
  policy: EffectivePolicy,
  workspace: EffectiveWorkspace,
  from: Plan,
  to: Plan,
  differ?: ToolDiffer,
): TenantDiff {
  const tenant = policy.tenantId;
  if (policy.status === 'suspended') return { tenant, verdict: 'equivalent', changes: [] };
  const tools = usableTools(policy);
  const differences = diffPlans(from, to);
  const felt = [
    ...tools.flatMap((tool) => entitlementChange(tool, from, to)),
    ...differences.flatMap((change) => feltChange(change, policy, from, to)),
  ];
  if (!readsPlan(policy, workspace)) return { tenant, verdict: verdictOf(felt), changes: felt };
  const read =
    differ === undefined
      ? {
          changes: [],
          undecided: ['the policy reads ${plan}, so that with another plan its rules are others'],
        }
      : diffPlanReading(policy, workspace, from, to, differ);
  const changes = [...read.changes, ...felt];
  const { undecided } = read;
  return {
    tenant,
    verdict: undecided.length > 0 ? 'undecided' : verdictOf(changes),
    changes,
    ...(undecided.length > 0 && { undecided }),
  };
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
function feltChange(
  change: PlanChange,
  policy: EffectivePolicy,
  from: Plan,
  to: Plan,
): readonly TenantChange[] {
  const { name, effect, where } = change;
  const words = { from: change.from, to: change.to, effect, proof: 'exact' as const, where };
  switch (change.kind) {
    case 'tool':
      return [];
    case 'limit':
      if (!feelsLimit(name, policy, from, to)) return [];
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
