import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InexactNumber, type JsonValue } from '../../src/model/json.ts';
import { readExact, writeExact } from '../../src/text/exact-json.ts';

const inexact = fc.constantFrom('1.00000000000000000001', '1e400').map((text) => new InexactNumber(text));

const text = fc.oneof(fc.string(), fc.constantFrom('', '\0', '\0\0', '\u00001e400', '"\\u0000', '\\u0000'));

const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    inexact,
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(text, fc.constantFrom('text', '__proto__')), tie('value'), { maxKeys: 3 }),
  ),
}));

describe('exact JSON', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(value, (written) => {
        expect(readExact(writeExact(written))).toStrictEqual(plain(written));
      }),
    );
  });

  it('tells a number that loses digits from an object and a text that look like it', () => {
    const kept = [new InexactNumber('1e400'), { text: '1e400' }, '1e400', '\u00001e400'];
    expect(readExact(writeExact(kept))).toStrictEqual(kept);
  });

  it('leaves out members that are undefined', () => {
    expect(readExact(writeExact({ a: undefined, b: 1 }))).toStrictEqual({ b: 1 });
  });
});

/** The same with objects of the usual prototype, which JSON text gives. */
function plain(written: JsonValue): JsonValue {
  if (written === null || typeof written !== 'object' || written instanceof InexactNumber) return written;
  if (isList(written)) return written.map(plain);
  return Object.fromEntries(Object.entries(written).map(([key, member]) => [key, plain(member)]));
}

function isList(written: object): written is readonly JsonValue[] {
  return Array.isArray(written);
}
