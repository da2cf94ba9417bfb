import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxArgumentsBytes, measureArguments } from '../../../src/engine/ask/measure-arguments.ts';

describe('the size of arguments', () => {
  it('counts the bytes of their JSON text', () => {
    const value = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }));
    fc.assert(
      fc.property(value, fc.integer({ min: -1, max: 1 }), (inner, over) => {
        const args: { [key: string]: unknown } = { inner, pad: '' };
        const bytes = new TextEncoder().encode(JSON.stringify(args)).length;
        args.pad = 'x'.repeat(Math.max(0, maxArgumentsBytes + over - bytes));
        expect(measureArguments(args)).toBe(over > 0 ? 'too_many_bytes' : 'fits');
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [maxArgumentsBytes, 'fits'],
    [maxArgumentsBytes + 1, 'too_many_bytes'],
  ])('scalars of %i bytes: %s', (bytes, expected) => {
    const args = { flag: true, none: null, count: 12, '\u0001': '\u0002é"', pad: '' };
    args.pad = 'x'.repeat(bytes - new TextEncoder().encode(JSON.stringify(args)).length);
    expect(measureArguments(args)).toBe(expected);
  });

  it.each([
    [64, 'fits'],
    [65, 'too_deep'],
  ])('%i levels: %s', (levels, expected) => {
    let value: unknown = 'leaf';
    for (let at = 1; at < levels; at++) value = at % 2 ? [value] : { a: value };
    expect(measureArguments({ value })).toBe(expected);
  });

  it('ends on data that refers to itself', () => {
    const loop: { [key: string]: unknown } = {};
    loop.a = loop;
    expect(measureArguments(loop)).toBe('too_deep');
    let wide: unknown = [];
    for (let at = 0; at < 60; at++) wide = [wide, wide];
    expect(measureArguments({ wide })).toBe('too_many_bytes');
  });
});
