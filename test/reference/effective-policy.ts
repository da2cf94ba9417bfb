import type {
  PlainAction,
  PlainRule,
  PlainTemplate,
  PlainTenant,
  PlainVariable,
  PlainWorkspace,
} from './plain-documents.ts';
import type { Reading } from './reading.ts';

/** A rule with the name that decisions and counters use. */
export interface NamedRule {
  readonly name: string;
  readonly rule: PlainRule;
}

/** A tenant's policy after `extends`. */
export interface EffectivePolicy {
  readonly rules: readonly NamedRule[];
  readonly defaultAction: PlainAction;
  readonly vars: ReadonlyMap<string, PlainVariable>;
}

/**
 * "The policy's own rules come first, then each template's in the order listed, depth first; a template's rule whose
 * `id` the policy also has is dropped. Scalars: the nearest wins."
 */
export function effectivePolicy(
  tenant: PlainTenant,
  workspace: PlainWorkspace,
  reading: Reading,
): EffectivePolicy {
  const chain = templatesOf(tenant.extends, workspace.templates);
  const nearestFirst = reading.nearestWins ? chain : chain.toReversed();
  const defaults = [tenant.default_action, ...nearestFirst.map((template) => template.default_action)];
  const wins = reading.nearestWins ? defaults : defaults.toReversed();
  return {
    rules: namedRules(ownAndInherited(tenant, chain, reading)),
    defaultAction: wins.find((action) => action !== undefined) ?? 'deny',
    vars: variablesOf(tenant, nearestFirst),
  };
}

/** "A rule without `id` is called `<first tool>#<n>`, the n-th of its tools from 0". */
export function namedRules(rules: readonly PlainRule[]): readonly NamedRule[] {
  return rules.map((rule, index) => {
    const n = rules.slice(0, index).filter((earlier) => firstTool(earlier) === firstTool(rule)).length;
    return { name: rule.id ?? `${firstTool(rule)}#${n}`, rule };
  });
}

function firstTool(rule: PlainRule): string {
  return typeof rule.tool === 'string' ? rule.tool : (rule.tool[0] ?? '');
}

/** The templates that a document extends, in the order listed, each followed by those it extends itself. */
export function templatesOf(
  names: string | readonly string[] = [],
  templates: readonly PlainTemplate[],
): readonly PlainTemplate[] {
  return (typeof names === 'string' ? [names] : names).flatMap((name) => {
    const template = templates.find((candidate) => candidate.name === name);
    return template === undefined ? [] : [template, ...templatesOf(template.extends, templates)];
  });
}

function ownAndInherited(
  tenant: PlainTenant,
  chain: readonly PlainTemplate[],
  reading: Reading,
): readonly PlainRule[] {
  const rules: PlainRule[] = [...(tenant.rules ?? [])];
  for (const template of chain) {
    for (const rule of template.rules ?? []) {
      const isTaken = rule.id !== undefined && rules.some((nearer) => nearer.id === rule.id);
      if (!isTaken || !reading.sameIdDropped) rules.push(rule);
    }
  }
  return rules;
}

/** What the tenant gives, else the default of the nearest template that declares the variable. */
export function variablesOf(
  tenant: Pick<PlainTenant, 'vars'>,
  chain: readonly PlainTemplate[],
): ReadonlyMap<string, PlainVariable> {
  const vars = new Map<string, PlainVariable>();
  for (const template of chain.toReversed()) {
    for (const [name, declared] of Object.entries(template.vars ?? {})) {
      if (declared.default === undefined) vars.delete(name);
      else vars.set(name, declared.default);
    }
  }
  for (const [name, value] of Object.entries(tenant.vars ?? {})) vars.set(name, value);
  return vars;
}
