import type { Matcher } from '../../../src/model/matcher.ts';
import type { Condition, Rule } from '../../../src/model/rule.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../../../src/model/workspace.ts';
import type { LoadedWorkspace } from './load-workspace.ts';

/** A way in which an analysis could see a workspace wrongly. */
export interface Missight {
  readonly name: string;
  readonly see: (loaded: LoadedWorkspace) => LoadedWorkspace;
}

/** The program's own analysis is run on what is seen so, and its claims held against the search of what is there. */
export const missights: readonly Missight[] = [
  {
    name: 'does not see the baseline',
    see: ({ workspace, policy }) => ({ workspace: { ...workspace, baseline: [] }, policy }),
  },
  {
    name: 'takes no text for too long',
    see: ({ workspace, policy }) => ({
      workspace: { ...workspace, limits: { maxArgumentBytes: 65_536 } },
      policy,
    }),
  },
  {
    name: 'does not see that a plan asks for approval',
    see: ({ workspace: { plans: _, ...workspace }, policy }) => ({ workspace, policy }),
  },
  { name: 'does not see closed arguments', see: onRules((rule) => ({ ...rule, closedArguments: false })) },
  {
    name: 'does not see denies',
    see: onRules(withConditions((conditions) => conditions.filter(({ action }) => action.value !== 'deny'))),
  },
  {
    name: 'takes an approval for an allow',
    see: onRules(
      withConditions((conditions) =>
        conditions.map((condition) => withAction(condition, 'require_approval', 'allow')),
      ),
    ),
  },
  {
    name: 'asks the first path of a condition only',
    see: onRules(
      withConditions((conditions) =>
        conditions.map((condition) => ({ ...condition, match: condition.match.slice(0, 1) })),
      ),
    ),
  },
  { name: 'reads through `not`', see: onMatchers((m) => (m.kind === 'not' ? m.matcher : m)) },
  {
    name: 'takes `any_of` for `all_of`',
    see: onMatchers((m) => (m.kind === 'any_of' ? { ...m, kind: 'all_of' } : m)),
  },
  {
    name: 'asks the first of several alternatives only',
    see: onMatchers((m) => (m.kind === 'any_of' ? { ...m, matchers: m.matchers.slice(0, 1) } : m)),
  },
  {
    name: 'does not see case',
    see: onMatchers((m) => (m.kind === 'regex' ? { ...m, ignoreCase: true } : m)),
  },
];

function withAction(condition: Condition, from: string, to: 'allow'): Condition {
  if (condition.action.value !== from) return condition;
  return { ...condition, action: { ...condition.action, value: to } };
}

function onRules(edit: (rule: Rule) => Rule): Missight['see'] {
  return ({ workspace, policy }) => {
    const rules = policy.rules.map((rule) => ({ ...rule, rule: edit(rule.rule) }));
    const seen = { ...policy, rules };
    return { policy: seen, workspace: withPolicy(workspace, seen) };
  };
}

function withPolicy(workspace: EffectiveWorkspace, policy: EffectivePolicy): EffectiveWorkspace {
  return { ...workspace, tenants: new Map([...workspace.tenants, [policy.tenantId, policy]]) };
}

function withConditions(
  edit: (conditions: readonly Condition[]) => readonly Condition[],
): (rule: Rule) => Rule {
  return (rule) => ({ ...rule, conditions: edit(rule.conditions) });
}

function onMatchers(edit: (matcher: Matcher) => Matcher): Missight['see'] {
  const inside = (matcher: Matcher): Matcher => {
    if (matcher.kind === 'not') return edit({ ...matcher, matcher: inside(matcher.matcher) });
    if (matcher.kind === 'any_of' || matcher.kind === 'all_of') {
      return edit({ ...matcher, matchers: matcher.matchers.map(inside) });
    }
    return edit(matcher);
  };
  return onRules(
    withConditions((conditions) =>
      conditions.map((condition) => ({
        ...condition,
        match: condition.match.map((asked) => ({ ...asked, matcher: inside(asked.matcher) })),
      })),
    ),
  );
}
