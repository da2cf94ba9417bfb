import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  codePointSet,
  complementOf,
  differenceOf,
  intersectionOf,
  setHas,
  unionOf,
} from '../../src/pattern/code-point-set.ts';

const code = fc.oneof(
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 0xd7f0, max: 0xe010 }),
  fc.integer({ min: 0x10fff0, max: 0x10ffff }),
);
const range = fc.tuple(code, code).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
const set = fc.array(range, { maxLength: 6 }).map((ranges) => codePointSet(ranges.flat()));
const member = code.filter((value) => value < 0xd800 || value > 0xdfff);

test('sets behave as sets', () => {
  fc.assert(
    fc.property(set, set, member, (a, b, value) => {
      expect(setHas(unionOf(a, b), value)).toBe(setHas(a, value) || setHas(b, value));
      expect(setHas(intersectionOf(a, b), value)).toBe(setHas(a, value) && setHas(b, value));
      expect(setHas(differenceOf(a, b), value)).toBe(setHas(a, value) && !setHas(b, value));
      expect(setHas(complementOf(a), value)).toBe(!setHas(a, value));
      expect(complementOf(complementOf(a))).toEqual(a);
    }),
  );
});

test('no set holds a surrogate', () => {
  fc.assert(
    fc.property(set, fc.integer({ min: 0xd800, max: 0xdfff }), (a, value) => {
      expect(setHas(a, value) || setHas(complementOf(a), value)).toBe(false);
    }),
  );
});
