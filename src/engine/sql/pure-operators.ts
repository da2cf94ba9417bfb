/** Comparisons and look-ups that give a value for every row. */
export const totalOperators: ReadonlySet<string> = new Set([
  ...['=', '<>', '!=', '<', '>', '<=', '>='],
  ...['->', '->>', '#>', '#>>', '@>', '<@', '?', '?|', '?&', '&&'],
]);

/** Operators that may end in an error. */
export const fallibleOperators: ReadonlySet<string> = new Set([
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '||',
  '&',
  '|',
  '#',
  '<<',
  '>>',
]);

/** Patterns as SQL writes them: `LIKE`, `ILIKE` and their opposites. */
export const likeOperators: ReadonlySet<string> = new Set(['~~', '!~~', '~~*', '!~~*']);

/** Regular expressions. */
export const regexOperators: ReadonlySet<string> = new Set(['~', '!~', '~*', '!~*']);
