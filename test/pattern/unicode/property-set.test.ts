import { expect, test } from 'vitest';
import { setHas } from '../../../src/pattern/code-point-set.ts';
import { foldSet } from '../../../src/pattern/unicode/fold-set.ts';
import { propertyNames, propertySet } from '../../../src/pattern/unicode/property-set.ts';

test.each([
  ['Lu', 0x41, true],
  ['Lu', 0x61, false],
  ['L', 0x31350, true],
  ['L', 0x2ebf0, false],
  ['Nd', 0x1e4f0, true],
  ['Greek', 0x3b1, true],
  ['Kawi', 0x11f04, true],
  ['Cs', 0xd800, false],
  ['Any', 0x10ffff, true],
] as const)('%s holds U+%s: %s (Unicode 15.0)', (name, code, expected) => {
  expect(setHas(propertySet(name) ?? [], code)).toBe(expected);
});

test.each(['', 'lu', 'LC', 'Cn', 'Letter', 'Garay', 'constructor'])('%j is no property', (name) => {
  expect(propertySet(name)).toBeUndefined();
});

test('each category but that of surrogates, and each script, holds something', () => {
  expect(propertyNames().filter((name) => propertySet(name)?.length === 0)).toEqual(['Cs']);
});

test.each([
  [
    [0x6b, 0x6b],
    [0x4b, 0x4b, 0x6b, 0x6b, 0x212a, 0x212a],
  ],
  [
    [0x212a, 0x212a],
    [0x4b, 0x4b, 0x6b, 0x6b, 0x212a, 0x212a],
  ],
  [
    [0x3c3, 0x3c3],
    [0x3a3, 0x3a3, 0x3c2, 0x3c3],
  ],
  [
    [0xdf, 0xdf],
    [0xdf, 0xdf, 0x1e9e, 0x1e9e],
  ],
  [
    [0x30, 0x39],
    [0x30, 0x39],
  ],
  [
    [0x69, 0x69],
    [0x49, 0x49, 0x69, 0x69],
  ],
])('folding %j gives %j', (set, folded) => {
  expect(foldSet(set)).toEqual(folded);
});

test('the ASCII letters fold the same way with the table as without', () => {
  for (let code = 0; code < 0x80; code += 1) {
    const alone = foldSet([code, code]);
    const withOther = foldSet([code, code, 0x4e00, 0x4e00]);
    expect([...alone, 0x4e00, 0x4e00]).toEqual(withOther);
  }
});
