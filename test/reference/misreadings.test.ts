import { describe, expect, it } from 'vitest';
import { differenceFrom } from './compare.ts';
import { decidedCase } from './decided-case.ts';
import type { Case } from './generate.ts';
import { asWritten, misreadings, type Reading } from './reading.ts';
import type { Verdict } from './verdict.ts';

// Decided once by the program; each way to misread the page is then held against the same verdicts.
const decided = Array.from({ length: 120 }, (_, seed) => {
  const { tried, program } = decidedCase(seed);
  return { tried, verdicts: program.kind === 'refused' ? [] : program.verdicts };
});

/** A wrong reading may also end in a pattern that is none: that is noticed as well. */
function isNoticed(tried: Case, verdicts: readonly Verdict[], reading: Reading): boolean {
  try {
    return differenceFrom(verdicts, tried, reading) !== undefined;
  } catch {
    return true;
  }
}

describe('the comparison can fail', () => {
  it('notices nothing where the page is read as written', () => {
    expect(decided.filter(({ tried, verdicts }) => isNoticed(tried, verdicts, asWritten))).toEqual([]);
  });

  it.each(misreadings)('notices that $fault', ({ reading }) => {
    expect(decided.some(({ tried, verdicts }) => isNoticed(tried, verdicts, reading))).toBe(true);
  });
});
