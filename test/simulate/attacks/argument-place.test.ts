import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArgumentPath } from '../../../src/model/argument-path.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { placeOf, putValue } from '../../../src/simulate/attacks/argument-place.ts';

function pathOf(...keys: readonly string[]): ArgumentPath {
  const segments = keys.map((key) =>
    key === '*' ? ({ kind: 'each' } as const) : { kind: 'key' as const, key },
  );
  return { text: '', root: 'arguments', segments };
}

const args: JsonObject = { path: '/a', list: [{ id: 'x' }, { id: 'y' }], none: null, empty: [] };

describe('a place in arguments', () => {
  it.each([
    ['a key', ['path'], ['path'], '/a'],
    ['the first item', ['list', '*', 'id'], ['list', 0, 'id'], 'x'],
    ['what is absent', ['cc'], ['cc'], undefined],
    ['what is absent below what is', ['a', 'b'], ['a', 'b'], undefined],
    ['null, which is absent', ['none'], ['none'], undefined],
    ['no property that every object has', ['constructor'], ['constructor'], undefined],
  ])('is that of %s', (_what, keys, steps, value) => {
    expect(placeOf(pathOf(...keys), args)).toEqual({ steps, value });
  });

  it.each([
    ['below a text', ['path', 'x']],
    ['in an empty list', ['empty', '*']],
    ['of items of what is no list', ['path', '*']],
  ])('is none %s', (_what, keys) => {
    expect(placeOf(pathOf(...keys), args)).toBeUndefined();
  });
});

describe('a value put there', () => {
  it('keeps the rest and the order', () => {
    expect(JSON.stringify(putValue(args, ['path'], 1))).toBe(JSON.stringify({ ...args, path: 1 }));
    expect(putValue(args, ['list', 0, 'id'], 'z')).toEqual({ ...args, list: [{ id: 'z' }, { id: 'y' }] });
    expect(putValue(args, ['a', 'b'], 'z')).toEqual({ ...args, a: { b: 'z' } });
    expect(Object.keys(putValue(args, ['path'], undefined))).toEqual(['list', 'none', 'empty']);
    expect(args.path).toBe('/a');
  });

  it('is read where it was put, whatever the keys are', () => {
    const key = fc.oneof(fc.constantFrom('__proto__', 'constructor', '', '0'), fc.string());
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), fc.object({ maxDepth: 0 }), (keys, into) => {
        const before: JsonObject = JSON.parse(JSON.stringify(into));
        const after = putValue(before, keys, 'put');
        const place = placeOf(pathOf(...keys.filter((each) => each !== '*')), after);
        if (!keys.includes('*')) expect(place?.value).toBe('put');
        expect(Object.getPrototypeOf(after)).toBe(Object.prototype);
      }),
    );
  });
});
