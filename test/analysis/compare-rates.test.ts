import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRates, impliesRate } from '../../src/analysis/compare-rates.ts';
import { parseRate } from '../../src/text/rate.ts';

function rate(text: string) {
  const parsed = parseRate(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

describe('two rates', () => {
  test.each([
    ['50/hour', '100/hour', 'wider'],
    ['100/hour', '50/hour', 'narrower'],
    ['50/hour', '50/hour', undefined],
    ['60/min', '60/m', undefined],
    // Never more than 1 in a second leaves room for 3,600 in an hour; 50 may come at once.
    ['50/hour', '1/s', 'changed'],
    ['1/s', '50/hour', 'changed'],
    ['1/s', '60/min', 'wider'],
    ['60/min', '1/s', 'narrower'],
    ['1/s', '59/min', 'changed'],
    ['1/hour', '2/s', 'wider'],
    ['1/hour', '1/s', 'wider'],
    ['24/day', '1/hour', 'narrower'],
  ])('%s to %s is %s', (from, to, effect) => {
    expect(compareRates(rate(from), rate(to))).toBe(effect);
  });

  // Times are slots; a run keeps to a limit if no window of its unit holds more than its count.
  const small = fc.record({ count: fc.integer({ min: 1, max: 4 }), unitMs: fc.integer({ min: 1, max: 5 }) });

  function keepsTo(run: readonly number[], { count, unitMs }: { count: number; unitMs: number }): boolean {
    return run.every(
      (_, end) => run.slice(Math.max(0, end - unitMs + 1), end + 1).reduce((a, b) => a + b, 0) <= count,
    );
  }

  test('one implies the other exactly where every run that keeps to the one keeps to the other', () => {
    fc.assert(
      fc.property(
        small,
        small,
        fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 12 }),
        (held, asked, run) => {
          const burst = Array.from({ length: 12 }, (_, at) => (at % held.unitMs === 0 ? held.count : 0));
          expect(keepsTo(burst, held)).toBe(true);
          if (impliesRate(held, asked)) expect(keepsTo(run, held) && !keepsTo(run, asked)).toBe(false);
          else expect(keepsTo(burst, asked)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });
});
