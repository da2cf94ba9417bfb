import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFixes } from '../../src/lint/apply-fixes.ts';
import type { FindingFix } from '../../src/model/finding.ts';

type PlainEdit = readonly [start: number, end: number, text: string, file?: string];

const fix = (...edits: readonly PlainEdit[]): FindingFix => ({
  title: 'fix',
  safe: true,
  edits: edits.map(([start, end, text, file = 'a']) => ({
    file,
    range: { start: { line: 1, column: 1, offset: start }, end: { line: 1, column: 1, offset: end } },
    text,
  })),
});

const apply = (text: string, ...fixes: readonly FindingFix[]) => {
  const { files, applied } = applyFixes(new Map([['a', text]]), fixes);
  return [files.get('a'), applied] as const;
};

describe('applyFixes', () => {
  it.each<readonly [string, readonly FindingFix[], string | undefined, number]>([
    ['replaces', [fix([1, 2, 'X'])], 'aXc', 1],
    ['inserts at the end', [fix([3, 3, 'd'])], 'abcd', 1],
    ['applies all edits of a fix', [fix([2, 3, 'C'], [0, 1, 'A'])], 'AbC', 1],
    ['applies fixes in any order of place', [fix([2, 3, 'C']), fix([0, 1, 'A'])], 'AbC', 2],
    ['leaves the later of two that overlap', [fix([0, 2, 'X']), fix([1, 3, 'Y'])], 'Xc', 1],
    ['leaves the later of two that begin at one place', [fix([1, 1, 'X']), fix([1, 2, 'Y'])], 'aXbc', 1],
    ['leaves one that spans another', [fix([1, 2, 'X']), fix([0, 3, 'Y'])], 'aXc', 1],
    ['leaves a fix of which one edit overlaps', [fix([0, 1, 'A']), fix([0, 1, 'B'], [2, 3, 'C'])], 'Abc', 1],
    ['takes two that touch', [fix([0, 1, 'A']), fix([1, 2, 'B'])], 'ABc', 2],
    ['counts the same fix once', [fix([0, 1, 'A']), fix([0, 1, 'A'])], 'Abc', 1],
    ['leaves what is outside the text', [fix([2, 4, 'X']), fix([-1, 1, 'Y'])], undefined, 0],
    ['leaves an edit that ends before it begins', [fix([2, 1, 'X'])], undefined, 0],
    ['leaves a fix whose own edits overlap', [fix([0, 2, 'X'], [1, 3, 'Y'])], undefined, 0],
    ['leaves an unknown file', [fix([0, 1, 'X', 'b'])], undefined, 0],
    ['leaves a fix without edits', [fix()], undefined, 0],
    ['says nothing of a file that stays the same', [fix([0, 1, 'a'])], undefined, 1],
  ])('%s', (_what, fixes, text, applied) => {
    expect(apply('abc', ...fixes)).toEqual([text, applied]);
  });

  const texts = fc.string({ maxLength: 30, unit: 'grapheme' });
  const edits = (length: number) =>
    fc
      .tuple(fc.nat(length), fc.nat(length), fc.string({ maxLength: 4 }))
      .map(([a, b, text]): PlainEdit => [Math.min(a, b), Math.max(a, b), text]);
  const cases = texts.chain((text) =>
    fc.tuple(
      fc.constant(text),
      fc.array(
        fc.array(edits(text.length), { minLength: 1, maxLength: 3 }).map((list) => fix(...list)),
        { maxLength: 8 },
      ),
    ),
  );

  it('does what single replacements from the end would do, and keeps all else', () => {
    fc.assert(
      fc.property(cases, ([text, fixes]) => {
        const taken: FindingFix[] = [];
        // A fix is taken exactly if it still counts after those taken before it.
        for (const next of fixes) {
          const { applied } = applyFixes(new Map([['a', text]]), [...taken, next]);
          if (applied > taken.length) taken.push(next);
        }
        const all = taken
          .flatMap((each) => each.edits)
          .sort((a, b) => b.range.start.offset - a.range.start.offset);
        const expected = all.reduce(
          (now, { range, text: put }) => now.slice(0, range.start.offset) + put + now.slice(range.end.offset),
          text,
        );
        const result = applyFixes(new Map([['a', text]]), fixes);
        expect(result.applied).toBe(taken.length);
        expect(result.files.get('a') ?? text).toBe(expected);
      }),
    );
  });

  it('takes the first fix that can be taken', () => {
    fc.assert(
      fc.property(cases, ([text, fixes]) => {
        const alone = fixes.find((each) => applyFixes(new Map([['a', text]]), [each]).applied === 1);
        const { applied } = applyFixes(new Map([['a', text]]), fixes);
        expect(applied > 0).toBe(alone !== undefined);
      }),
    );
  });
});
