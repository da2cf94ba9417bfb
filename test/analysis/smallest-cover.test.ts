import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { OverBudget } from '../../src/analysis/language/over-budget.ts';
import { coverWork, smallestCover } from '../../src/analysis/smallest-cover.ts';

/** Each inner list suffices by itself. */
const ways = fc.array(fc.uniqueArray(fc.nat({ max: 19 }), { maxLength: 4 }), { minLength: 1, maxLength: 4 });
const items = [...Array(20).keys()];

function sufficesBy(lists: readonly (readonly number[])[]): (kept: readonly number[]) => boolean {
  return (kept) => lists.some((list) => list.every((item) => kept.includes(item)));
}

test('what is left suffices, and nothing of it can be left out', () => {
  fc.assert(
    fc.property(ways, (lists) => {
      const suffices = sufficesBy(lists);
      const cover = smallestCover(items, suffices, coverWork());
      expect(suffices(cover)).toBe(true);
      for (const item of cover) expect(suffices(cover.filter((other) => other !== item))).toBe(false);
    }),
  );
});

test('it is what taking items away from the end leaves', () => {
  fc.assert(
    fc.property(ways, (lists) => {
      const suffices = sufficesBy(lists);
      let kept = items;
      for (const item of [...items].reverse()) {
        const fewer = kept.filter((other) => other !== item);
        if (suffices(fewer)) kept = fewer;
      }
      expect(smallestCover(items, suffices, coverWork())).toEqual(kept);
    }),
  );
});

describe('looking for a cover', () => {
  const many = [...Array(1_000).keys()];

  it('asks few times', () => {
    let asked = 0;
    const suffices = (kept: readonly number[]): boolean => {
      asked += 1;
      return kept.includes(3) && kept.includes(700);
    };
    expect(smallestCover(many, suffices, coverWork())).toEqual([3, 700]);
    expect(asked).toBeLessThan(40);
  });

  it('ends where all its work is done', () => {
    const never = (kept: readonly number[]): boolean => kept.length >= 990;
    expect(() => smallestCover(many, never, coverWork())).toThrow(OverBudget);
  });
});
