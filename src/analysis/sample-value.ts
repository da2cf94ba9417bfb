import type { JsonValue } from '../model/json.ts';
import type { Bound, Matcher } from '../model/matcher.ts';
import type { Bindings } from '../model/workspace.ts';
import { exampleOf, type LanguageAlgebra } from './language/language-algebra.ts';
import { judgeTexts } from './text-judgement.ts';

/** A value, or that the argument is to be left out. */
export type Sample = { readonly kind: 'value'; readonly value: JsonValue } | { readonly kind: 'absent' };

/**
 * A value that a matcher takes, as a guess: the engine has the last word on it. Undefined where none is at hand. Throws
 * `OverBudget`.
 */
export function sampleValue(
  matcher: Matcher,
  bindings: Bindings,
  algebra: LanguageAlgebra,
): Sample | undefined {
  const whole = sampleOther(matcher, bindings, algebra);
  if (whole !== undefined) return whole;
  const yes = judgeTexts(matcher, bindings, algebra)?.yes;
  const text = yes === undefined ? undefined : exampleOf(yes);
  return text === undefined ? undefined : { kind: 'value', value: text };
}

/** Where it is not text that is wanted. */
function sampleOther(matcher: Matcher, bindings: Bindings, algebra: LanguageAlgebra): Sample | undefined {
  switch (matcher.kind) {
    case 'exists':
      return matcher.exists ? { kind: 'value', value: 'x' } : { kind: 'absent' };
    case 'number':
      return { kind: 'value', value: numberIn(matcher.min, matcher.max) };
    case 'one_of':
    case 'contains': {
      const scalar = matcher.values.find((value) => value.kind === 'scalar');
      if (scalar?.kind === 'scalar')
        return { kind: 'value', value: matcher.kind === 'contains' ? [scalar.value] : scalar.value };
      if (matcher.kind === 'one_of') return undefined;
      const [first] = matcher.values;
      const only = first?.kind === 'text' && first.text.length === 1 ? first.text[0] : undefined;
      return typeof only === 'string' ? { kind: 'value', value: [only] } : undefined;
    }
    case 'any_of':
      for (const part of matcher.matchers) {
        const sample = sampleValue(part, bindings, algebra);
        if (sample !== undefined) return sample;
      }
      return undefined;
    case 'all_of':
      for (const part of matcher.matchers) {
        const sample = part.kind === 'exists' ? undefined : sampleOther(part, bindings, algebra);
        if (sample !== undefined) return sample;
      }
      return undefined;
    default:
      return undefined;
  }
}

function numberIn(min: Bound | undefined, max: Bound | undefined): number {
  if (typeof min === 'number') return min;
  return typeof max === 'number' ? Math.min(max, 1) : 1;
}
