import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InexactNumber } from '../../src/model/json.ts';
import { jsonLine, jsonText } from '../../src/report/json-text.ts';

describe('JSON for machines', () => {
  it('is what JSON.stringify prints, for plain text', () => {
    const value = { b: [1, 'x', null, true, {}, []], a: { c: -0.5 } };
    expect(jsonText(value)).toBe(`${JSON.stringify(value, undefined, 2)}\n`);
    expect(jsonLine(value)).toBe(JSON.stringify(value));
  });

  it('holds the same value, whatever the text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }), (value) => {
        expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(JSON.parse(jsonLine(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('keeps every digit of an inexact number', () => {
    expect(jsonLine({ n: new InexactNumber('12345678901234567890') })).toBe('{"n":12345678901234567890}');
  });

  it('escapes what a terminal would obey', () => {
    expect(jsonLine('\u001b\u0085\u202e\u2028\u{e0001}')).toBe(
      '"\\u001b\\u0085\\u202e\\u2028\\udb40\\udc01"',
    );
  });

  it('leaves members out that are undefined', () => {
    expect(jsonLine({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
});
