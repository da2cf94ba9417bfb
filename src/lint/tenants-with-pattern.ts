import type { Matcher } from '../model/matcher.ts';
import type { Rule } from '../model/rule.ts';
import type { Bindings, EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import { leavesOf } from './written-patterns.ts';

/** Tells the bindings of every tenant that a matcher is part of: its rule's, or all where it is shared. */
export function tenantsWithPattern(workspace: EffectiveWorkspace): (matcher: Matcher) => Iterable<Bindings> {
  const everyone = [...workspace.tenants.values()].map(({ bindings }) => bindings);
  const shared = new Set<Matcher>();
  for (const { rule } of workspace.baseline) for (const matcher of leavesOfRule(rule)) shared.add(matcher);
  for (const { tools } of workspace.boundaries) {
    for (const { entries } of tools) {
      for (const entry of entries) {
        if (entry.kind === 'matcher') for (const matcher of leavesOf(entry.matcher)) shared.add(matcher);
      }
    }
  }
  const owners = ownersOf(workspace.tenants.values());
  return (matcher) => (shared.has(matcher) ? everyone : (owners.get(matcher) ?? []));
}

function ownersOf(policies: Iterable<EffectivePolicy>): ReadonlyMap<Matcher, readonly Bindings[]> {
  const byRule = new Map<Rule, Bindings[]>();
  for (const { rules, bindings } of policies) {
    for (const { rule } of rules) {
      const known = byRule.get(rule);
      if (known === undefined) byRule.set(rule, [bindings]);
      else known.push(bindings);
    }
  }
  const owners = new Map<Matcher, readonly Bindings[]>();
  for (const [rule, bindings] of byRule)
    for (const matcher of leavesOfRule(rule)) owners.set(matcher, bindings);
  return owners;
}

function* leavesOfRule(rule: Rule): Generator<Matcher> {
  for (const { match } of rule.conditions) for (const { matcher } of match) yield* leavesOf(matcher);
}
