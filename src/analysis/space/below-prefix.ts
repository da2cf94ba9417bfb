import type { CallPrefix } from '../../engine/compile/bound-matcher.ts';
import {
  anyCharacter,
  anyText,
  literal,
  oneOf,
  optional,
  type PatternNode,
  repeat,
  sequence,
  wholeText,
} from '../../pattern/pattern-node.ts';
import type { Language, LanguageAlgebra } from '../language/language-algebra.ts';

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The texts below a prefix where the context holds that value. Canonical form is not asked for. */
export function below({ form, head, tail }: CallPrefix, value: string, algebra: LanguageAlgebra): Language {
  const name = `below ${JSON.stringify([form, head, value, tail])}`;
  return algebra.of(name, () => wholeText(sequence(literal(head + value), rest(form, tail))));
}

/** The texts below a prefix for some value that the context may hold: one of the form of a tenant id. */
export function belowAny({ form, head, tail }: CallPrefix, algebra: LanguageAlgebra): Language {
  const value = sequence(oneOf(alphanumeric), repeat(oneOf(`${alphanumeric}_-`), 0, 63));
  const name = `below any ${JSON.stringify([form, head, tail])}`;
  return algebra.of(name, () => wholeText(sequence(literal(head), value, rest(form, tail))));
}

/** What may follow the value: of a key something, of a folder nothing or what is in it. */
function rest(form: CallPrefix['form'], tail: string): PatternNode {
  if (form === 'key') return sequence(literal(tail), anyCharacter, anyText);
  return sequence(literal(tail.replace(/\/$/, '')), optional(sequence(literal('/'), anyText)));
}
