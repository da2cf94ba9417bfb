import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import type { JsonValue } from '../../model/json.ts';
import { InexactNumber } from '../../model/json.ts';

/** A value that is neither text nor a safe integer and stands for all that no matcher of a path tells from it. */
export type Point =
  | { readonly kind: 'boolean' | 'number'; readonly value: JsonValue }
  | { readonly kind: 'object' | 'inexact' | 'ill_formed' | 'too_long'; readonly value: JsonValue };

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
    { kind: 'ill_formed', value: '\ud800' },
    ...(withLong ? [{ kind: 'too_long', value: 'a'.repeat(maxTextBytes + 1) } as const] : []),
  ];
}

/** Numbers that are no safe integers: each option and bound, and one between and beyond each two of them. */
function numbersFor(matchers: readonly BoundMatcher[]): readonly number[] {
  const marks = new Set<number>();
  for (const matcher of matchers) collectMarks(matcher, marks);
  const sorted = [...marks].filter(Number.isFinite).sort((a, b) => a - b);
  const candidates = new Set<number>([0.5, -0.5]);
  if (sorted.length > 0) for (const far of [2 ** 53, -(2 ** 53), 1e300, -1e300]) candidates.add(far);
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
