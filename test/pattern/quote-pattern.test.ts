import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileDfa } from '../../src/pattern/compile-dfa.ts';
import { exactly } from '../../src/pattern/exactly.ts';
import { quotePattern } from '../../src/pattern/quote-pattern.ts';
import { matches, nodeOf } from './matching.ts';

const text = fc.string({
  unit: fc.oneof(fc.constantFrom(...'\\.+*?()|[]{}^$-_ aZ0\n&#/~'), fc.constantFrom('é', '😀')),
  maxLength: 8,
});

test('a quoted text is the pattern of that text', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(compileDfa(nodeOf(`^(?:${quotePattern(value)})$`))).toEqual(compileDfa(exactly(value)));
    }),
  );
});

test('a text is exactly itself', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(matches(exactly(one), one)).toBe(true);
      expect(matches(exactly(one), other)).toBe(one === other);
    }),
  );
});
