import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InexactNumber } from '../../src/model/json.ts';
import { canonicalJson } from '../../src/text/canonical-json.ts';

describe('canonical JSON', () => {
  it('sorts keys and leaves no white space', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"é","d":null}]}',
    );
  });

  it('keeps an inexact number as it was written', () => {
    expect(canonicalJson({ n: new InexactNumber('1.00000000000000000001') })).toBe(
      '{"n":1.00000000000000000001}',
    );
  });

  it('is JSON of an equal value, whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual({ ...value });
      }),
    );
  });
});
