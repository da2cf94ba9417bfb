import type { Approval, Condition, Rule } from '../model/rule.ts';
import type { TemplateText } from '../model/template-text.ts';
import type { EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';

/** The value of an environment variable, undefined where there is none. */
export type Environment = (name: string) => string | undefined;

/** The workspace with every `${env:NAME}` put in, or the names that the environment lacks. */
export type ResolvedEnvironment =
  | { readonly ok: true; readonly workspace: EffectiveWorkspace }
  | { readonly ok: false; readonly missing: readonly string[] };

/** Resolves `${env:NAME}` in the webhooks of all rules. Rules that several tenants share stay shared. */
export function resolveEnvironment(
  workspace: EffectiveWorkspace,
  environment: Environment,
): ResolvedEnvironment {
  const missing = new Set<string>();
  const value = (name: string): string => {
    const found = lookUp(environment, name);
    if (found === undefined) missing.add(name);
    return found ?? '';
  };
  const resolved = new Map<Rule, Rule>();
  const lists = new Map<readonly EffectiveRule[], readonly EffectiveRule[]>();
  const resolveRules = (rules: readonly EffectiveRule[]): readonly EffectiveRule[] => {
    const known = lists.get(rules);
    if (known !== undefined) return known;
    const list = rules.map((effective) => {
      const rule = resolved.get(effective.rule) ?? resolveRule(effective.rule, value);
      resolved.set(effective.rule, rule);
      return rule === effective.rule ? effective : { ...effective, rule };
    });
    lists.set(rules, list);
    return list;
  };
  const tenants = [...workspace.tenants].map(
    ([id, policy]) => [id, { ...policy, rules: resolveRules(policy.rules) }] as const,
  );
  const baseline = resolveRules(workspace.baseline);
  if (missing.size > 0) return { ok: false, missing: [...missing].sort() };
  return { ok: true, workspace: { ...workspace, baseline, tenants: new Map(tenants) } };
}

// The function is the caller's; one that throws knows nothing of the name.
function lookUp(environment: Environment, name: string): string | undefined {
  try {
    return environment(name);
  } catch {
    return undefined;
  }
}

/** The rule itself where it asks nothing of the environment. */
function resolveRule(rule: Rule, value: (name: string) => string): Rule {
  if (!asksEnvironment(rule) && !rule.conditions.some(asksEnvironment)) return rule;
  return {
    ...resolveWebhook(rule, value),
    conditions: rule.conditions.map((condition) => resolveWebhook(condition, value)),
  };
}

function asksEnvironment({ approval }: Rule | Condition): boolean {
  return approval?.webhook?.some((part) => typeof part !== 'string' && part.ref === 'env') === true;
}

function resolveWebhook<T extends { readonly approval?: Approval }>(
  held: T,
  value: (name: string) => string,
): T {
  const { approval } = held;
  if (approval?.webhook === undefined) return held;
  const webhook: TemplateText = approval.webhook.map((part) =>
    typeof part !== 'string' && part.ref === 'env' ? value(part.name) : part,
  );
  return { ...held, approval: { ...approval, webhook } };
}
