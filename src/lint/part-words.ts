import type { RulePart } from '../analysis/find-unreachable.ts';
import type { Place } from '../model/place.ts';
import type { Action } from '../model/rule.ts';

/** `condition 1 of access_file#0`, `the action of access_file#0`; without the rule where `within` is a part of it. */
export function partWords({ rule, condition }: RulePart, within?: RulePart): string {
  const what = condition === undefined ? 'the action' : `condition ${condition.name}`;
  return rule.source === within?.rule.source ? what : `${what} of ${rule.source.name}`;
}

/** What a part decides, if it decides. */
export function partAction({ rule, condition }: RulePart): Action | undefined {
  return condition?.action ?? rule.source.rule.action?.value;
}

/** Where it says what it decides. */
export function partPlace({ rule, condition }: RulePart): Place {
  return (condition?.source ?? rule.source.rule).action?.place ?? rule.source.rule.place;
}

/** What is said of a part that can do so, with what follows it where that is named; and of one or several that do. */
export const actionWords: {
  readonly [action in Action]: {
    readonly can: string;
    readonly what: string;
    readonly does: string;
    readonly doTogether: string;
  };
} = {
  allow: { can: 'allow', what: ' what it names', does: 'allows', doTogether: 'allow' },
  deny: { can: 'deny', what: ' what it names', does: 'denies', doTogether: 'deny' },
  require_approval: { can: 'ask for approval', what: ' of what it names', does: 'holds', doTogether: 'hold' },
};

/** `a`, `a and b`, `a, b and c`; of more than four the first three and how many there are besides. */
export function listed(words: readonly string[]): string {
  const shown = words.length > 4 ? [...words.slice(0, 3), `${words.length - 3} more`] : words;
  const [last = '', ...before] = [...shown].reverse();
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
}
