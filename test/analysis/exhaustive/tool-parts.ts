import type { Condition, PathMatch } from '../../../src/model/rule.ts';
import type { EffectivePolicy, EffectiveRule } from '../../../src/model/workspace.ts';
import { rulesForTool, textOf } from './atoms.ts';
import { type Part, partName } from './claims.ts';
import type { LoadedWorkspace } from './load-workspace.ts';

/** Every condition and own action of the policy's rules for the tool, in order. */
export function toolParts(policy: EffectivePolicy): readonly Part[] {
  return rulesForTool(policy.rules).flatMap(partsOf);
}

/** The names of the parts that may cover another: those of the policy, and of the baseline. */
export function coveringParts({ workspace, policy }: LoadedWorkspace): ReadonlySet<string> {
  return new Set([...workspace.baseline, ...policy.rules].flatMap(partsOf).map(partName));
}

/**
 * The parts that no call can reach, whatever their matchers ask: all that follows a rule's own action, and an allow or
 * a deny that stands in the rule once more.
 */
export function surelyDeadParts(policy: EffectivePolicy): readonly Part[] {
  const rules = rulesForTool(policy.rules);
  const last = rules.findIndex(({ rule }) => rule.action !== undefined);
  const behind = last === -1 ? [] : rules.slice(last + 1);
  return [...rules.slice(0, last + 1 || undefined).flatMap(repeatedConditions), ...behind.flatMap(partsOf)];
}

function partsOf({ name, rule }: EffectiveRule): readonly Part[] {
  return [
    ...rule.conditions.map((condition, index) => ({ rule: name, condition: condition.id ?? String(index) })),
    ...(rule.action === undefined ? [] : [{ rule: name }]),
  ];
}

function repeatedConditions({ name, rule }: EffectiveRule): readonly Part[] {
  return rule.conditions.flatMap((condition, index) => {
    const isRepeated =
      condition.action.value !== 'require_approval' &&
      rule.conditions.slice(0, index).some((earlier) => isSame(earlier, condition));
    return isRepeated ? [{ rule: name, condition: condition.id ?? String(index) }] : [];
  });
}

function isSame(one: Condition, other: Condition): boolean {
  return one.action.value === other.action.value && questions(one.match) === questions(other.match);
}

function questions(match: readonly PathMatch[]): string {
  return match.map(textOf).join();
}
