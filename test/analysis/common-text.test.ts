import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonText } from '../../src/analysis/common-text.ts';
import { createLanguageAlgebra, exampleOf, holdsText } from '../../src/analysis/language/language-algebra.ts';
import { openSides } from '../../src/analysis/open-sides.ts';
import { parsePattern } from '../../src/pattern/parse-pattern.ts';

const nodeOf = (source: string) => {
  const parsed = parsePattern(source, { ignoreCase: false });
  if (!parsed.ok) throw new Error(source);
  return parsed.node;
};
const patterns = fc.constantFrom(
  'a',
  '^a',
  'b$',
  '^ab*$',
  'a|^b',
  '.',
  '^.*$',
  'a^',
  '[^a]{3}',
  '\\bab\\b',
  '(?m)^a$',
  '',
);

describe('commonText', () => {
  it('is a shortest text of what the sets have in common', () => {
    const algebra = createLanguageAlgebra();
    fc.assert(
      fc.property(fc.array(fc.tuple(patterns, fc.boolean()), { maxLength: 4 }), (list) => {
        const sets = list.map(([source, negated]) => {
          const set = algebra.of(source, () => nodeOf(source));
          return negated ? algebra.not(set) : set;
        });
        const text = commonText(sets);
        const whole = sets.reduce(algebra.and, algebra.all);
        expect(text?.length).toBe(exampleOf(whole)?.length);
        if (text !== undefined) expect(sets.every((set) => holdsText(set, text))).toBe(true);
      }),
    );
  });
});

describe('openSides', () => {
  it.each([
    ['acme', true, true, false],
    ['^acme', false, true, false],
    ['acme$', true, false, false],
    ['^acme$', false, false, false],
    ['\\Aacme\\z', false, false, false],
    ['(?m)^acme$', true, true, false],
    ['^acme|globex$', true, true, true],
    ['^(?:acme|globex)$', false, false, false],
    ['(^acme$|^globex$)', false, false, false],
    ['^acme$|globex', true, true, true],
    ['.*acme', false, true, false],
    ['^acme.*', false, false, false],
    ['\\bacme\\b', true, true, false],
    ['^[^x]*acme', false, true, false],
    ['a^', false, false, false],
  ])('%s', (source, start, end, mixed) => {
    expect(openSides(nodeOf(source))).toEqual({ start, end, mixed });
  });
});
