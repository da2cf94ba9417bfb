import { invariantConcerns } from '../engine/resolve/invariant-concerns.ts';
import type { PolicyDocument } from '../model/documents.ts';
import type { Matcher } from '../model/matcher.ts';
import type { Rule } from '../model/rule.ts';
import type { Bindings, EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import { leavesOf } from './written-patterns.ts';

/**
 * Tells the bindings of every tenant that a matcher is part of: its rule's, those its invariant (among the documents)
 * concerns, or all where it is shared.
 */
export function tenantsWithPattern(
  workspace: EffectiveWorkspace,
  documents: readonly PolicyDocument[] = [],
): (matcher: Matcher) => Iterable<Bindings> {
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
  for (const [matcher, concerned] of invariantOwners(workspace, documents)) owners.set(matcher, concerned);
  return (matcher) => (shared.has(matcher) ? everyone : (owners.get(matcher) ?? []));
}

function ownersOf(policies: Iterable<EffectivePolicy>): Map<Matcher, readonly Bindings[]> {
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

function* invariantOwners(
  { tenants }: EffectiveWorkspace,
  documents: readonly PolicyDocument[],
): Generator<readonly [Matcher, readonly Bindings[]]> {
  for (const document of documents) {
    if (document.kind !== 'invariants') continue;
    for (const invariant of document.never) {
      const concerned = [...tenants.values()].filter((policy) => invariantConcerns(invariant, policy));
      const bindings = concerned.map((policy) => policy.bindings);
      for (const { matcher } of invariant.match) for (const leaf of leavesOf(matcher)) yield [leaf, bindings];
    }
  }
}

function* leavesOfRule(rule: Rule): Generator<Matcher> {
  for (const { match } of rule.conditions) for (const { matcher } of match) yield* leavesOf(matcher);
}
