import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSurelySmall } from '../../src/lint/surely-small.ts';
import { compileDfa } from '../../src/pattern/compile-dfa.ts';
import { parsePattern } from '../../src/pattern/parse-pattern.ts';

const small = (pattern: string): boolean => {
  const parsed = parsePattern(pattern, { ignoreCase: false });
  return parsed.ok && isSurelySmall(parsed.node);
};

describe('isSurelySmall', () => {
  it.each(['', 'abc', '^/data/tenant_acme/', '@acmecorp.com$', `^${'[ab]'.repeat(900)}`, 'x'.repeat(900)])(
    'is so of %s',
    (pattern) => {
      expect(small(pattern)).toBe(true);
    },
  );

  it.each([
    `a${'.'.repeat(12)}b`,
    'a.{40}b',
    'a*b',
    'a|b',
    '\\bfoo',
    'x'.repeat(1_001),
    `^${'[ab]'.repeat(1_001)}`,
  ])('is not known of %s', (pattern) => {
    expect(small(pattern)).toBe(false);
  });

  it('is never said of a pattern with more than 1,000 states', () => {
    const item = fc.constantFrom('a', 'b', 'c', 'd', '.', '[ab]', '[^a]', '\\w', '\\d', '\\n', '[b-d]');
    const pattern = fc
      .tuple(fc.boolean(), fc.array(item, { maxLength: 24 }), fc.boolean())
      .map(([start, items, end]) => `${start ? '^' : ''}${items.join('')}${end ? '$' : ''}`);
    let asked = 0;
    fc.assert(
      fc.property(pattern, (text) => {
        const parsed = parsePattern(text, { ignoreCase: false });
        if (!parsed.ok || !isSurelySmall(parsed.node)) return;
        asked += 1;
        const compiled = compileDfa(parsed.node);
        expect(compiled.ok ? compiled.dfa.states : Number.POSITIVE_INFINITY).toBeLessThanOrEqual(1_000);
      }),
      { numRuns: 300 },
    );
    expect(asked).toBeGreaterThan(50);
  });
});
