import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTimeCounter, mergeTimeBuckets, widened, widthFor } from '../../src/simulate/time-buckets.ts';

const most = 6;
const anyTimes = fc.array(
  fc.tuple(
    fc.oneof(fc.integer({ min: -90_000, max: 90_000 }), fc.integer({ min: -8.64e15, max: 8.64e15 })),
    fc.constantFrom(0, 1),
  ),
  { maxLength: 20 },
);

function counted(times: readonly (readonly [number, number])[], width = 1000) {
  const counter = createTimeCounter(width, 2, most);
  for (const [time, column] of times) counter.add(time, column);
  return counter.result();
}

describe('counts by time', () => {
  test('are the same in any order, and in parts that are put together', () => {
    fc.assert(
      fc.property(anyTimes, anyTimes, (one, other) => {
        const whole = counted([...one, ...other]);
        expect(counted([...other, ...one].toReversed())).toEqual(whole);
        expect(mergeTimeBuckets(counted(one), counted(other), most)).toEqual(whole);
      }),
    );
  });

  test('are in stretches as narrow as fit, and none is lost', () => {
    fc.assert(
      fc.property(anyTimes, (times) => {
        const { widthMs, buckets } = counted(times);
        expect(buckets.length).toBeLessThanOrEqual(most);
        expect(buckets.flatMap(({ counts }) => counts).reduce((a, b) => a + b, 0)).toBe(times.length);
        for (const [time] of times)
          expect(buckets.some(({ start }) => start <= time && time < start + widthMs)).toBe(true);
        if (widthMs > 1000)
          expect(new Set(times.map(([time]) => Math.floor(time / 1000))).size).toBeGreaterThan(most);
      }),
    );
  });

  test.each([
    [0, 1000],
    [1000, 1000],
    [60_000, 60_000],
    [3_600_000, 3_600_000],
    [86_400_000, 86_400_000],
    [1e12, 28 * 86_400_000],
  ])('for what happens by %d ms are in stretches of %d ms', (unit, width) =>
    expect(widthFor(unit)).toBe(width),
  );

  test('can be seen in wider stretches', () => {
    const times = [
      [0, 0],
      [59_999, 0],
      [60_000, 1],
    ] as const;
    expect(widened(counted(times), 60_000).buckets).toEqual([
      { start: 0, counts: [2, 0] },
      { start: 60_000, counts: [0, 1] },
    ]);
    expect(widened(counted(times, 60_000), 1000).widthMs).toBe(60_000);
  });
});
