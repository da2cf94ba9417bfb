import type { Condition } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveRule } from '../model/workspace.ts';
import type { Decider } from './walk/walk-tool.ts';

/** The part of a tenant's policy that lets a call pass, as it stands in the policy. */
export type DecidingPart =
  | { readonly kind: 'condition'; readonly rule: EffectiveRule; readonly condition: Condition }
  | { readonly kind: 'action'; readonly rule: EffectiveRule }
  | { readonly kind: 'default' };

/** Where a part stands: positions of the rule in the policy and of the condition in the rule; none for the default. */
export type PartPosition = readonly number[];

/** The part that decided a call that passes: boundaries and the tenant's status let nothing pass by themselves. */
export function decidingPart(by: Decider): DecidingPart {
  if (by.kind === 'condition')
    return { kind: 'condition', rule: by.rule.linked.source, condition: by.condition.linked.source };
  return by.kind === 'action' ? { kind: 'action', rule: by.rule.linked.source } : { kind: 'default' };
}

/** Where the part stands in its policy. */
export function positionOf(part: DecidingPart, { rules }: EffectivePolicy): PartPosition {
  if (part.kind === 'default') return [];
  const at = rules.indexOf(part.rule);
  return part.kind === 'action' ? [at] : [at, part.rule.rule.conditions.indexOf(part.condition)];
}

/** The part that stands there; undefined where there is none. */
export function partAt([at, within]: PartPosition, { rules }: EffectivePolicy): DecidingPart | undefined {
  if (at === undefined) return { kind: 'default' };
  const rule = rules[at];
  if (rule === undefined) return undefined;
  if (within === undefined) return { kind: 'action', rule };
  const condition = rule.rule.conditions[within];
  return condition === undefined ? undefined : { kind: 'condition', rule, condition };
}
