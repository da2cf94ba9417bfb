/**
 * A set of Unicode code points: ranges `low, high, low, high, ...`, inclusive, ascending, neither touching nor
 * overlapping. Surrogates belong to no set that a pattern uses, for a text that holds one alone is never scanned.
 */
export type CodePointSet = readonly number[];

export const lastCodePoint = 0x10ffff;

/** Every code point a text can hold. */
export const anyCodePoint: CodePointSet = [0, 0xd7ff, 0xe000, lastCodePoint];

export const emptySet: CodePointSet = [];

/** The set of any ranges, in any order, `low <= high` each; surrogates are left out. */
export function codePointSet(ranges: readonly number[]): CodePointSet {
  return withoutSurrogates(inOrder(ranges) ? ranges : sorted(ranges));
}

/** The code points of a text, as a set. */
export function setOfText(text: string): CodePointSet {
  const ranges: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    ranges.push(code, code);
  }
  return codePointSet(ranges);
}

export function unionOf(...sets: readonly CodePointSet[]): CodePointSet {
  return codePointSet(sets.flat());
}

/** All code points that are not in `set`. */
export function complementOf(set: CodePointSet): CodePointSet {
  const ranges: number[] = [];
  let next = 0;
  for (let i = 0; i < set.length; i += 2) {
    const low = set[i] ?? 0;
    if (low > next) ranges.push(next, low - 1);
    next = (set[i + 1] ?? 0) + 1;
  }
  if (next <= lastCodePoint) ranges.push(next, lastCodePoint);
  return withoutSurrogates(ranges);
}

/** What is in both sets. */
export function intersectionOf(left: CodePointSet, right: CodePointSet): CodePointSet {
  return complementOf(unionOf(complementOf(left), complementOf(right)));
}

/** What is in `left` and not in `right`. */
export function differenceOf(left: CodePointSet, right: CodePointSet): CodePointSet {
  return intersectionOf(left, complementOf(right));
}

export function setHas(set: CodePointSet, codePoint: number): boolean {
  let low = 0;
  let high = set.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[2 * middle + 1] ?? 0) < codePoint) low = middle + 1;
    else high = middle;
  }
  const start = set[2 * low];
  return start !== undefined && start <= codePoint;
}

/** The only code point of the set, if it has just one. */
export function singleCodePoint(set: CodePointSet): number | undefined {
  return set.length === 2 && set[0] === set[1] ? set[0] : undefined;
}

function inOrder(ranges: readonly number[]): boolean {
  for (let i = 2; i < ranges.length; i += 2) {
    if ((ranges[i] ?? 0) <= (ranges[i - 1] ?? 0) + 1) return false;
  }
  return true;
}

function sorted(ranges: readonly number[]): number[] {
  const order: number[] = [];
  for (let i = 0; i < ranges.length; i += 2) order.push(i);
  order.sort((a, b) => (ranges[a] ?? 0) - (ranges[b] ?? 0));
  const joined: number[] = [];
  for (const i of order) {
    const low = ranges[i] ?? 0;
    const high = ranges[i + 1] ?? 0;
    const end = joined[joined.length - 1];
    if (end !== undefined && low <= end + 1) joined[joined.length - 1] = Math.max(end, high);
    else joined.push(low, high);
  }
  return joined;
}

function withoutSurrogates(ranges: readonly number[]): CodePointSet {
  const left: number[] = [];
  for (let i = 0; i < ranges.length; i += 2) {
    const low = ranges[i] ?? 0;
    const high = ranges[i + 1] ?? 0;
    if (high < 0xd800 || low > 0xdfff) {
      left.push(low, high);
      continue;
    }
    if (low < 0xd800) left.push(low, 0xd7ff);
    if (high > 0xdfff) left.push(0xe000, high);
  }
  return left;
}
