import {
  allOf,
  anyText,
  choice,
  literal,
  not,
  oneOf,
  optional,
  type PatternNode,
  repeat,
  sequence,
  wholeText,
} from '../pattern-node.ts';

let canonical: PatternNode | undefined;

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Plain keys: letters, digits and `. _ - : /`, at least one, with no `.` or `..` between two of start, end, `/`, `:`. */
export function canonicalKey(): PatternNode {
  canonical ??= wholeText(canonicalStretch());
  return canonical;
}

/** Plain keys that begin with `prefix` and go on. */
export function keyWithin(prefix: string): PatternNode {
  return wholeText(
    allOf(canonicalKey(), sequence(literal(prefix), repeat(oneOf(`${letters}0123456789._-:/`), 1))),
  );
}

function canonicalStretch(): PatternNode {
  const separator = oneOf('/:');
  const dots = sequence(
    optional(sequence(anyText, separator)),
    choice(literal('.'), literal('..')),
    optional(sequence(separator, anyText)),
  );
  return allOf(repeat(oneOf(`${letters}0123456789._-:/`), 1), not(dots));
}
