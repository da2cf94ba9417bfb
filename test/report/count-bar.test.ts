import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barSigns, countBar } from '../../src/report/count-bar.ts';
import { amountText, countText, percentText } from '../../src/report/number-text.ts';
import { plainPalette } from '../../src/report/palette.ts';

describe('a bar', () => {
  test('has its width, and shows whatever occurs', () => {
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000 }));
    fc.assert(
      fc.property(count, count, count, fc.integer({ min: 3, max: 40 }), (allow, deny, held, columns) => {
        fc.pre(allow + deny + held > 0);
        const bar = countBar(
          { calls: allow + deny + held, allow, deny, require_approval: held },
          columns,
          plainPalette,
        );
        expect([...bar].length).toBe(columns);
        expect(bar.includes(barSigns.allow)).toBe(allow > 0);
        expect(bar.includes(barSigns.deny)).toBe(deny > 0);
        expect(bar.includes(barSigns.require_approval)).toBe(held > 0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('numbers', () => {
  test('are set apart by thousands', () => {
    expect([0, 999, 1000, 3654, 1_234_567].map(countText)).toEqual([
      '0',
      '999',
      '1,000',
      '3,654',
      '1,234,567',
    ]);
    expect([amountText(1, 'call'), amountText(2, 'call'), amountText(2, 'entry', 'entries')]).toEqual([
      '1 call',
      '2 calls',
      '2 entries',
    ]);
  });

  test('in percent are nothing or all only where they are', () => {
    expect(
      [
        [0, 9],
        [9, 9],
        [1, 1_000_000],
        [999_999, 1_000_000],
        [1, 3],
      ].map(([part = 0, whole = 0]) => percentText(part, whole)),
    ).toEqual(['0.0 %', '100.0 %', '<0.1 %', '99.9 %', '33.3 %']);
  });
});
