import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  createLanguageAlgebra,
  exampleOf,
  holdsText,
  isEmptyLanguage,
  type Language,
} from '../../../src/analysis/language/language-algebra.ts';
import { OverBudget } from '../../../src/analysis/language/over-budget.ts';
import { parsePattern } from '../../../src/pattern/parse-pattern.ts';

const algebra = createLanguageAlgebra();

function languageOf(pattern: string): Language {
  return algebra.of(`regex:${pattern}`, () => {
    const parsed = parsePattern(pattern, { ignoreCase: false });
    if (!parsed.ok) throw new Error(`${pattern}: ${parsed.error.message}`);
    return parsed.node;
  });
}

const piece = fc.constantFrom(
  'a',
  'b',
  'é',
  '.',
  '[ab]',
  '[^a]',
  'a*',
  '(?:ab)+',
  'b?',
  '\\b',
  '(?:a|b)',
  '.{2}',
  '\\n',
);
const pattern = fc
  .tuple(fc.boolean(), fc.array(piece, { maxLength: 4 }), fc.boolean())
  .map(([start, pieces, end]) => `${start ? '^' : ''}${pieces.join('')}${end ? '$' : ''}`);
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\n', 'x', '😀'), maxLength: 6 });
const language = pattern.map(languageOf);

describe('sets of texts', () => {
  test('hold what their parts hold', () => {
    fc.assert(
      fc.property(language, language, fc.array(text, { minLength: 5, maxLength: 20 }), (a, b, texts) => {
        algebra.begin();
        for (const sample of texts) {
          const [inA, inB] = [holdsText(a, sample), holdsText(b, sample)];
          expect(holdsText(algebra.and(a, b), sample)).toBe(inA && inB);
          expect(holdsText(algebra.or(a, b), sample)).toBe(inA || inB);
          expect(holdsText(algebra.not(a), sample)).toBe(!inA);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('are one object where they are equal', () => {
    fc.assert(
      fc.property(language, language, language, (a, b, c) => {
        algebra.begin();
        const { and, or, not, all, none } = algebra;
        expect(not(not(a))).toBe(a);
        expect(and(a, not(a))).toBe(none);
        expect(or(a, not(a))).toBe(all);
        expect(not(and(a, b))).toBe(or(not(a), not(b)));
        expect(and(a, or(b, c))).toBe(or(and(a, b), and(a, c)));
        expect(and(a, and(b, c))).toBe(and(and(c, b), a));
        expect(or(a, and(a, b))).toBe(a);
      }),
      { numRuns: 150 },
    );
  });

  test('have an example if they hold any text', () => {
    fc.assert(
      fc.property(language, language, (a, b) => {
        algebra.begin();
        const both = algebra.and(a, algebra.not(b));
        const example = exampleOf(both);
        expect(example === undefined).toBe(isEmptyLanguage(both));
        if (example !== undefined)
          expect([holdsText(a, example), holdsText(b, example)]).toEqual([true, false]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a budget', () => {
  const words = ['^.*a.{6}$', '^.*b.{7}$', '^.*c.{8}$'];

  function stepsToJoin(fresh: ReturnType<typeof createLanguageAlgebra>): boolean {
    fresh.begin();
    try {
      words.map((word) => fresh.of(word, () => nodeOf(word))).reduce((a, b) => fresh.and(a, b));
      return true;
    } catch (error) {
      if (error instanceof OverBudget) return false;
      throw error;
    }
  }

  function nodeOf(source: string) {
    const parsed = parsePattern(source, { ignoreCase: false });
    if (!parsed.ok) throw new Error(source);
    return parsed.node;
  }

  it.each([
    ['states', { states: 50, steps: 1_000_000 }],
    ['steps', { states: 100_000, steps: 500 }],
  ])('of %s is passed the second time as the first', (_, budget) => {
    const small = createLanguageAlgebra(budget);
    expect([stepsToJoin(small), stepsToJoin(small)]).toEqual([false, false]);
  });

  it('is charged for what is remembered', () => {
    const steps = 200_000;
    const question = (fresh: ReturnType<typeof createLanguageAlgebra>): number => {
      fresh.begin();
      let asked = 0;
      try {
        for (; asked < 10_000; asked += 1)
          fresh.and(
            fresh.of('a', () => nodeOf('^a.*b$')),
            fresh.of('b', () => nodeOf('c')),
          );
      } catch (error) {
        if (!(error instanceof OverBudget)) throw error;
      }
      return asked;
    };
    const algebraOfOwn = createLanguageAlgebra({ states: 1_000, steps });
    const first = question(algebraOfOwn);
    expect(first).toBeLessThan(10_000);
    expect(question(algebraOfOwn)).toBe(first);
  });
});
