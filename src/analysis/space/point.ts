import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import type { JsonValue } from '../../model/json.ts';
import { InexactNumber } from '../../model/json.ts';

/** A value that is neither text nor a safe integer and stands for all that no matcher of a path tells from it. */
export type Point =
  | { readonly kind: 'boolean' | 'number'; readonly value: JsonValue }
  | { readonly kind: 'object' | 'inexact'; readonly value: JsonValue }
  /** `length` counts code points. */
  | { readonly kind: 'ill_formed' | 'too_long'; readonly value: string; readonly length: number };

/** The points of a path under some matchers; a text past `maxTextBytes` where `withLong` asks for it. */
export function pointsFor(
  matchers: readonly BoundMatcher[],
  maxTextBytes: number,
  withLong: boolean,
): readonly Point[] {
  return [
    { kind: 'boolean', value: true },
    { kind: 'boolean', value: false },
    ...numbersFor(matchers).map((value): Point => ({ kind: 'number', value })),
    { kind: 'object', value: {} },
    { kind: 'inexact', value: new InexactNumber('1.00000000000000000001') },
    ...lengthsFor(matchers).map((length): Point => {
      // Half a character counts as three bytes.
      const kind = length + 2 > maxTextBytes ? 'too_long' : 'ill_formed';
      return { kind, length, value: `${'a'.repeat(length - 1)}\ud800` };
    }),
    ...(withLong ? [longText(maxTextBytes + 1)] : []),
  ];
}

function longText(length: number): Point {
  return { kind: 'too_long', length, value: 'a'.repeat(length) };
}

/** Lengths that every `length` among the matchers takes for one of its own: those at which an answer changes. */
function lengthsFor(matchers: readonly BoundMatcher[]): readonly number[] {
  const lengths = new Set<number>([1]);
  const visit = (matcher: BoundMatcher): void => {
    if (matcher.kind === 'not') visit(matcher.matcher);
    if (matcher.kind === 'any_of' || matcher.kind === 'all_of') matcher.matchers.forEach(visit);
    if (matcher.kind === 'length') lengths.add(Math.ceil(matcher.min)).add(Math.floor(matcher.max) + 1);
  };
  matchers.forEach(visit);
  return [...lengths].filter((length) => length >= 1 && length <= longestIllFormed).sort((a, b) => a - b);
}

const longestIllFormed = 60_000;

/** Numbers that are no safe integers: each option and bound, and one between and beyond each two of them. */
function numbersFor(matchers: readonly BoundMatcher[]): readonly number[] {
  const marks = new Set<number>();
  for (const matcher of matchers) collectMarks(matcher, marks);
  const sorted = [...marks].filter(Number.isFinite).sort((a, b) => a - b);
  const candidates = new Set<number>([0.5, -0.5]);
  if (marks.size > 0) for (const far of [2 ** 53, 1e300, Number.MAX_VALUE]) candidates.add(far).add(-far);
  for (const [index, mark] of sorted.entries()) {
    for (const near of [mark, mark - 0.5, mark + 0.5, mark * 2, mark - 1, mark + 1]) candidates.add(near);
    const next = sorted[index + 1];
    if (next !== undefined) candidates.add(mark + (next - mark) / 2).add(mark + (next - mark) / 3);
  }
  return [...candidates].filter((value) => Number.isFinite(value) && !Number.isSafeInteger(value));
}

function collectMarks(matcher: BoundMatcher, marks: Set<number>): void {
  switch (matcher.kind) {
    case 'number':
      marks.add(matcher.min).add(matcher.max);
      break;
    case 'one_of':
      for (const value of matcher.options.values) if (typeof value === 'number') marks.add(value);
      break;
    case 'not':
      collectMarks(matcher.matcher, marks);
      break;
    case 'any_of':
    case 'all_of':
      for (const part of matcher.matchers) collectMarks(part, marks);
      break;
    default:
  }
}
