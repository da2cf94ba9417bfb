import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointsFor } from '../../../src/analysis/space/point.ts';
import type { BoundMatcher } from '../../../src/engine/compile/bound-matcher.ts';

function ranges(bounds: readonly (readonly [number, number])[]): readonly BoundMatcher[] {
  return bounds.map(([min, max]) => ({ kind: 'number', ifAbsent: 0, min, max, integer: false }));
}

/** What ranges say of a number, and whether it is an integer: what may tell it from others. */
function answers(value: number, bounds: readonly (readonly [number, number])[]): string {
  // Without a range nothing asks.
  return [
    bounds.length > 0 && Number.isInteger(value),
    ...bounds.map(([min, max]) => value >= min && value <= max),
  ].join();
}

const bound = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(
    -Infinity,
    Infinity,
    0.5,
    0.1,
    -0,
    1e20,
    -1e20,
    1.7e308,
    -1.7e308,
    2 ** 53,
    2 ** 53 + 2,
    5e-324,
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

test('for every number but safe integers there is one that no range tells from it', () => {
  const other = fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => !Number.isSafeInteger(value));
  fc.assert(
    fc.property(fc.array(fc.tuple(bound, bound), { maxLength: 3 }), other, (bounds, value) => {
      const points = pointsFor(ranges(bounds), 65_536, false);
      const alike = points.filter((point) => point.kind === 'number' && typeof point.value === 'number');
      expect(alike.map((point) => answers(Number(point.value), bounds))).toContain(answers(value, bounds));
    }),
    { numRuns: 1_000 },
  );
});

test('an ill-formed text that is longer than matchers read counts as too long', () => {
  const kinds = (max: number) =>
    pointsFor([{ kind: 'length', ifAbsent: 0, min: 4, max: 9 }], max, false).flatMap((point) =>
      'length' in point ? [`${point.kind} ${point.length}`] : [],
    );
  expect(kinds(100)).toEqual(['ill_formed 1', 'ill_formed 4', 'ill_formed 10']);
  expect(kinds(6)).toEqual(['ill_formed 1', 'ill_formed 4', 'too_long 10']);
});
