import type { ArgumentPath } from '../../model/argument-path.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../../model/workspace.ts';

/** What the engine knows by itself: the tenant's id is asked for elsewhere, and a plan in the context is never obeyed. */
const known: ReadonlySet<string> = new Set(['tenant_id', 'plan']);

/** Tells by which keys of a call's context a policy's rules, the baseline and the boundaries decide, sorted. */
export function contextKeys({
  baseline,
  boundaries,
}: EffectiveWorkspace): (policy: EffectivePolicy) => ReadonlySet<string> {
  const everywhere = [
    ...keysOf(baseline),
    ...boundaries.flatMap(({ tools }) =>
      tools.flatMap(({ entries }) => entries.flatMap(({ path }) => keyOf(path))),
    ),
  ];
  const memory = new Map<EffectivePolicy['rules'], ReadonlySet<string>>();
  return ({ rules }) => {
    const found = memory.get(rules) ?? new Set([...everywhere, ...keysOf(rules)].sort());
    memory.set(rules, found);
    return found;
  };
}

function keysOf(rules: readonly EffectiveRule[]): readonly string[] {
  return rules.flatMap(({ rule }) =>
    rule.conditions.flatMap(({ match }) => match.flatMap(({ path }) => keyOf(path))),
  );
}

function keyOf({ root, segments }: ArgumentPath): readonly string[] {
  const [first] = segments;
  return root === 'context' && first?.kind === 'key' && !known.has(first.key) ? [first.key] : [];
}
