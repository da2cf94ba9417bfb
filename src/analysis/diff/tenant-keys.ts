import type { Plan } from '../../model/documents.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../../model/workspace.ts';
import { boundValues, type Contents, type ReferencedNames } from './contents.ts';
import { planOf } from './tool-content.ts';

/** A short text for each tenant of a workspace: equal texts, equal policies in all that a comparison looks at. */
export function tenantKeys(
  workspace: EffectiveWorkspace,
  contents: Contents,
): (policy: EffectivePolicy) => string {
  const around = JSON.stringify([
    rulesKey(workspace.baseline, contents),
    workspace.boundaries.map((document) => contents.number(contents.text(document))),
    workspace.plans === undefined,
  ]);
  const everywhere = contents.references([
    workspace.baseline.map(({ rule }) => rule),
    workspace.boundaries.map(({ tools }) => tools),
  ]);
  // Tenants of one template share the list of its rules.
  const known = new Map<readonly EffectiveRule[], RuleListKey>();
  const planKeys = new Map(
    [...(workspace.plans?.values() ?? [])].map((plan) => [plan, planKey(plan, contents)]),
  );
  return (policy) => {
    const rules = known.get(policy.rules) ?? ruleListKey(policy.rules, contents);
    known.set(policy.rules, rules);
    const plan = planOf({ workspace, policy });
    return JSON.stringify([
      contents.number(around),
      rules.key,
      policy.status,
      policy.defaultAction,
      policy.logging,
      plan === undefined ? null : (planKeys.get(plan) ?? null),
      boundValues([everywhere, ...rules.references], policy.bindings),
    ]);
  };
}

interface RuleListKey {
  readonly key: number;
  readonly references: readonly ReferencedNames[];
}

// What a plan is called and where it stands among others decides nothing.
function planKey({ limits, tools, logging, approvalsRequired }: Plan, contents: Contents): number {
  return contents.number(contents.text({ limits, tools, logging, approvalsRequired }));
}

function ruleListKey(rules: readonly EffectiveRule[], contents: Contents): RuleListKey {
  return {
    key: rulesKey(rules, contents),
    references: rules.map(({ rule }) => contents.references(rule)),
  };
}

function rulesKey(rules: readonly EffectiveRule[], contents: Contents): number {
  return contents.number(
    JSON.stringify(rules.map(({ name, rule }) => [name, contents.number(contents.text(rule))])),
  );
}
