import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSlidingWindow } from '../../../src/engine/limits/sliding-window.ts';

const steps = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 300 });

/** Takes where there is room; returns the times taken and the times refused. */
function run(count: number, unitMs: number, gaps: readonly number[]): { taken: number[]; refused: number[] } {
  const window = createSlidingWindow(count, unitMs);
  const taken: number[] = [];
  const refused: number[] = [];
  let now = 1_700_000_000_000;
  for (const gap of gaps) {
    now += gap;
    if (window.used(now) < count) {
      window.take(now);
      taken.push(now);
    } else refused.push(now);
  }
  return { taken, refused };
}

function within(times: readonly number[], end: number, span: number): number {
  return times.filter((time) => time > end - span && time <= end).length;
}

describe('a sliding window', () => {
  it('never takes more than count in a span, and refuses only if count were taken in it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 2000 }),
        steps,
        (count, unitMs, gaps) => {
          const { taken, refused } = run(count, unitMs, gaps);
          for (const time of taken) expect(within(taken, time, unitMs)).toBeLessThanOrEqual(count);
          for (const time of refused) {
            expect(
              within(
                taken.filter((earlier) => earlier <= time),
                time,
                unitMs,
              ),
            ).toBe(count);
          }
        },
      ),
    );
  });

  it('past 4,096 keeps the same promise with a span longer by one slot for refusals', () => {
    const burst = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 12_000, maxLength: 12_000 });
    fc.assert(
      fc.property(fc.integer({ min: 4097, max: 4200 }), burst, (count, gaps) => {
        const unitMs = 60_000;
        const { taken, refused } = run(count, unitMs, gaps);
        const sorted = taken;
        for (let at = count; at < sorted.length; at++) {
          expect((sorted[at] ?? 0) - (sorted[at - count] ?? 0)).toBeGreaterThanOrEqual(unitMs);
        }
        for (const time of refused.filter((_, at) => at % 50 === 0)) {
          expect(
            within(
              taken.filter((earlier) => earlier <= time),
              time,
              unitMs * (1 + 1 / 4096),
            ),
          ).toBe(count);
        }
      }),
      { numRuns: 3 },
    );
  });

  it.each([
    [2, 1000],
    [5000, 60_000],
  ])('says how long to wait: %i in %i ms', (count, unitMs) => {
    const window = createSlidingWindow(count, unitMs);
    for (let at = 0; at < count; at++) window.take(1_000_000);
    const wait = window.wait(1_000_000);
    expect(wait).toBeGreaterThan(0);
    expect(window.used(1_000_000 + wait - 1)).toBe(count);
    expect(window.used(1_000_000 + wait)).toBe(0);
  });

  it('with count 0 never has room', () => {
    expect(createSlidingWindow(0, 1000).used(0)).toBe(0);
    expect(createSlidingWindow(0, 1000).wait(0)).toBe(1000);
  });
});
