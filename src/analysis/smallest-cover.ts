import { OverBudget } from './language/over-budget.ts';

/** Steps left for looking for covers; a try of so many items takes the square of their number. */
export interface CoverWork {
  left: number;
}

/** Enough for what a person writes; more takes seconds. */
export function coverWork(): CoverWork {
  return { left: 10_000_000 };
}

/**
 * Items without any of which the others do not suffice, as early in the list as can be; none where none is needed. All
 * together suffice, and whatever suffices does so with more. Throws `OverBudget`.
 */
export function smallestCover<Item>(
  items: readonly Item[],
  suffices: (kept: readonly Item[]) => boolean,
  work: CoverWork,
): readonly Item[] {
  const isEnough = (kept: readonly Item[]): boolean => {
    work.left -= (kept.length + 1) ** 2;
    if (work.left < 0) throw new OverBudget('what covers conditions');
    return suffices(kept);
  };
  let kept: readonly Item[] = [];
  let before = items;
  while (!isEnough(kept)) {
    const others = kept;
    const length = shortest(before.length, (count) => isEnough([...before.slice(0, count), ...others]));
    kept = [...before.slice(length - 1, length), ...kept];
    before = before.slice(0, length - 1);
  }
  return kept;
}

/** The least count from 1 to `most` for which `holds`; it holds for `most`, and for more where it holds for fewer. */
function shortest(most: number, holds: (count: number) => boolean): number {
  let low = 0;
  let high = 1;
  while (high < most && !holds(high)) {
    low = high;
    high *= 2;
  }
  high = Math.min(high, most);
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
