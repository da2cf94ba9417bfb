import type { Plan, VariableValue } from '../model/documents.ts';
import type {
  EffectiveBoundaries,
  EffectivePolicy,
  EffectiveRule,
  EffectiveWorkspace,
} from '../model/workspace.ts';
import type { BundleData, BundlePlan, BundleRule, BundleTenant, RuleUse } from './bundle-data.ts';
import { bundleFormat } from './bundle-data.ts';
import { encodePositions } from './encode-positions.ts';
import { encodeBoundaries, encodeLogging, encodePlan, encodeRule } from './encode-rule.ts';
import type { Ticket } from './intern-table.ts';
import { createInternTable } from './intern-table.ts';
import type { UsedNames } from './used-names.ts';
import { usedNames } from './used-names.ts';

/**
 * What a bundle's `data.json` holds: each distinct rule and each distinct list of rules once. Leaves out what no
 * decision depends on: descriptions, labels, the posture, and names and variables that no text refers to.
 */
export function encodeWorkspace(source: EffectiveWorkspace): BundleData {
  const workspace = { ...source, boundaries: inOrderOfContent(source.boundaries) };
  const policies = [...workspace.tenants.values()].sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1));
  const { rules, use, names } = internRules(policies, workspace.baseline);
  const boundaries = workspace.boundaries.map(encodeBoundaries);
  const everywhere = [usedNames(boundaries), ...workspace.baseline.map(names)];

  const sets = createInternTable<readonly RuleUse[]>();
  const setOf = new Map(policies.map((policy) => [policy.tenantId, sets.add(policy.rules.map(use))]));
  const { values: ruleSets, indexOf } = sets.sorted();
  const tenants = policies.map((policy): [string, BundleTenant] => [
    policy.tenantId,
    encodeTenant(policy, indexOf(setOf.get(policy.tenantId) ?? 0), [
      ...everywhere,
      ...policy.rules.map(names),
    ]),
  ]);
  return {
    format: bundleFormat,
    envelope: { required: workspace.envelope.required },
    limits: { max_argument_bytes: workspace.limits.maxArgumentBytes },
    ...(workspace.plans !== undefined && { plans: encodePlans(workspace.plans) }),
    baseline: workspace.baseline.map(use),
    boundaries,
    rules,
    rule_sets: ruleSets,
    tenants: Object.fromEntries(tenants),
    positions: encodePositions(workspace, policies),
  };
}

// Boundaries hold whatever their order; that of their files' names must not show in the revision.
function inOrderOfContent(boundaries: readonly EffectiveBoundaries[]): readonly EffectiveBoundaries[] {
  const texts = new Map(boundaries.map((document) => [document, JSON.stringify(encodeBoundaries(document))]));
  const text = (document: EffectiveBoundaries): string => texts.get(document) ?? '';
  return [...boundaries].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}

interface InternedRules {
  readonly rules: readonly BundleRule[];
  /** How a policy's rule is written. */
  readonly use: (rule: EffectiveRule) => RuleUse;
  /** The names that its texts refer to. */
  readonly names: (rule: EffectiveRule) => UsedNames;
}

function internRules(
  policies: readonly EffectivePolicy[],
  baseline: readonly EffectiveRule[],
): InternedRules {
  const table = createInternTable<BundleRule>();
  const tickets = new Map<EffectiveRule['rule'], Ticket>();
  // Tenants of one template share the rule's object, so that most of them cost a look-up.
  for (const { rule } of [...baseline, ...policies.flatMap(({ rules }) => rules)]) {
    if (!tickets.has(rule)) tickets.set(rule, table.add(encodeRule(rule)));
  }
  const { values: rules, indexOf } = table.sorted();
  const namesOf = rules.map(usedNames);
  const index = ({ rule }: EffectiveRule): number => indexOf(tickets.get(rule) ?? 0);
  return {
    rules,
    use: (rule) => ({
      rule: index(rule),
      name: rule.name,
      ...(rule.chain.length > 0 && { chain: rule.chain }),
    }),
    names: (rule) => namesOf[index(rule)] ?? usedNames(undefined),
  };
}

function encodeTenant(policy: EffectivePolicy, rules: number, used: readonly UsedNames[]): BundleTenant {
  const { plan, logging, bindings } = policy;
  const vars = [...bindings.vars].filter(([name]) => used.some((names) => names.vars.has(name)));
  const written = encodeLogging(logging);
  return {
    ...(plan !== undefined && { plan }),
    ...(policy.status === 'suspended' && { suspended: true }),
    ...(bindings.tenantName !== undefined &&
      used.some(({ tenantName }) => tenantName) && { name: bindings.tenantName }),
    ...(vars.length > 0 && { vars: sortedObject<VariableValue>(vars) }),
    rules,
    default_action: policy.defaultAction,
    ...(Object.keys(written).length > 0 && { logging: written }),
  };
}

function encodePlans(plans: ReadonlyMap<string, Plan>): { readonly [name: string]: BundlePlan } {
  return sortedObject([...plans].map(([name, plan]) => [name, encodePlan(plan)]));
}

function sortedObject<T>(entries: readonly (readonly [string, T])[]): { readonly [key: string]: T } {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
