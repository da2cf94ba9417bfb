import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InexactNumber, UnjudgeableArguments } from '../../src/model/json.ts';
import { parseJson } from '../../src/text/json-parser.ts';
import { readArguments, readJson } from '../../src/text/strict-json.ts';

function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

/** JSON text with white space, escapes and all kinds of numbers, keys unique in each object. */
const jsonText = fc
  .jsonValue({ maxDepth: 5 })
  .chain((value) =>
    fc.constantFrom(undefined, 1, '\t', '\r\n ').map((space) => JSON.stringify(value, null, space)),
  );

/** Text that is nearly JSON: a few of its characters changed, left out or doubled. */
const nearlyJson = fc
  .tuple(
    jsonText,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom(
          '',
          '"',
          '\\',
          '{',
          '}',
          '[',
          ']',
          ',',
          ':',
          '0',
          '-',
          '.',
          'e',
          '\n',
          '\u0001',
          'u',
          ' ',
          '\ufeff',
        ),
      ),
      {
        maxLength: 3,
      },
    ),
  )
  .map(([text, changes]) => {
    let changed = text;
    for (const [place, put] of changes) {
      const at = place % (changed.length + 1);
      changed = changed.slice(0, at) + put + changed.slice(at + (place % 2));
    }
    return changed;
  });

function hostParse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function holdsInexact(value: unknown): boolean {
  if (value instanceof InexactNumber) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsInexact);
}

describe('numbers', () => {
  it.each([
    '0',
    '-0',
    '1.10',
    '1e2',
    '1E+2',
    '0.1',
    '1e22',
    '1e23',
    '9007199254740992',
    '0e400',
    '-0.0e-999',
    '5e-324',
    '0.30000000000000004',
    '1.7976931348623157e308',
    '100000000000000000000000',
    '0.1000000000000000000',
    '1e00000000000000000002',
  ])('%s is exact', (text) => {
    expect(readJson(text)).toEqual({ ok: true, value: Number(text) });
  });

  it.each([
    '9007199254740993',
    '-9007199254740993',
    '1e400',
    '-1e400',
    '1e-400',
    '0.1000000000000000055',
    '1e99999999999999999999',
    '2.4703282292062327e-324',
    '123456789012345678901234567890123456789',
    '1767603600123456789',
    '1.00000000000000000000000001',
  ])('%s keeps its text', (text) => {
    expect(readJson(`[${text}]`)).toEqual({ ok: true, value: [new InexactNumber(text)] });
  });

  it('takes linear time for long runs of zeros', () => {
    const text = `1${'0'.repeat(200_000)}1${'0'.repeat(200_000)}e-400001`;
    expect(readJson(text)).toEqual({ ok: true, value: new InexactNumber(text) });
  });
});

describe('duplicate keys', () => {
  it.each([
    ['{"a":1,"a":2}', '/a', 7],
    ['{"a":{"b":[{"x":1},{"~/":1,"~/":1}]}}', '/a/b/1/~0~1', 27],
    ['{"a":1,"\\u0061":2}', '/a', 7],
    ['{"__proto__":1,"__proto__":2}', '/__proto__', 15],
    ['{"constructor":1,"constructor":2}', '/constructor', 17],
    ['{"":{},"":{}}', '/', 7],
  ])('%s', (text, path, offset) => {
    expect(readJson(text)).toMatchObject({
      ok: true,
      value: JSON.parse(text),
      duplicateKey: { path, offset },
    });
  });

  it('lists all of them, and the value keeps the last', () => {
    const reading = readJson('{"a":1,"b":{"c":1,"c":2},"a":3}');
    expect(reading).toMatchObject({ value: { a: 3 }, duplicateKeys: [{ path: '/b/c' }, { path: '/a' }] });
  });

  it('refuses a text that is made of nothing else', () => {
    expect(readJson(`{${'"a":1,'.repeat(500)}"a":1}`)).toMatchObject({
      ok: false,
      problem: 'more than 100 duplicate keys',
    });
  });

  it('is silent about equal keys of different objects', () => {
    expect(readJson('[{"a":{"a":1}},{"a":2}]')).toEqual({ ok: true, value: [{ a: { a: 1 } }, { a: 2 }] });
  });
});

describe('what is not JSON', () => {
  it.each([
    ['', 0, 'the text ends in the middle of a JSON value'],
    ['{"a":', 5, 'the text ends in the middle of a JSON value'],
    ['"abc', 4, 'the text ends in the middle of a JSON value'],
    ['"ab\\u12', 7, 'the text ends in the middle of a JSON value'],
    ['[1,]', 3, 'expected a JSON value'],
    ['{"a":1,}', 7, 'expected a key in double quotes'],
    ["{'a':1}", 1, 'expected a key in double quotes'],
    ['{"a" 1}', 5, 'expected `:`'],
    ['[1 2]', 3, 'expected `,` or `]`'],
    ['{"a":1]', 6, 'expected `,` or `}`'],
    ['01', 1, 'a number may not start with 0'],
    ['-', 1, 'the text ends in the middle of a JSON value'],
    ['1.x', 2, 'expected a digit'],
    ['1e+x', 3, 'expected a digit'],
    ['.5', 0, 'expected a JSON value'],
    ['NaN', 0, 'expected a JSON value'],
    ['nul!', 3, 'expected `null`'],
    ['"a\nb"', 2, 'a control character in a string'],
    ['"\\x"', 2, 'an escape that JSON does not have'],
    ['"\\u12g4"', 5, 'expected four hex digits after `\\u`'],
    ['{} {}', 3, 'more text after the JSON value'],
    ['\ufeff{}', 0, 'expected a JSON value'],
    ['\u00a01', 0, 'expected a JSON value'],
  ])('%j', (text, offset, problem) => {
    expect(readJson(text)).toEqual({ ok: false, problem, offset });
  });

  it('stops at 512 levels, far before the stack does', () => {
    expect(readJson(nested(512))).toMatchObject({ ok: true });
    expect(readJson(nested(513))).toEqual({
      ok: false,
      problem: 'nested deeper than 512 levels',
      offset: 512,
    });
    expect(readJson('{"a":'.repeat(300_000))).toMatchObject({ ok: false, offset: 512 * 5 });
  });
});

describe('odd but plain', () => {
  it('keeps `__proto__` as a key of its own', () => {
    for (const read of [readJson, parseJson]) {
      const reading = read('{"__proto__":{"polluted":true},"a":1}');
      const value = reading.ok ? reading.value : undefined;
      expect(Object.keys(Object(value))).toEqual(['__proto__', 'a']);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    }
  });

  it('keeps lone surrogates', () => {
    expect(readJson('"\\ud800x\\udc00"')).toEqual({ ok: true, value: '\ud800x\udc00' });
    expect(parseJson('"\\ud800x\\udc00"')).toMatchObject({ value: '\ud800x\udc00' });
  });

  it('reads strings full of escaped quotes', () => {
    const text = JSON.stringify({ arguments: JSON.stringify({ a: '\\"'.repeat(1000) }), after: [1, 2] });
    expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });
});

describe('held against JSON.parse', () => {
  it('gives the same value for JSON', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const expected = JSON.parse(text);
        expect(readJson(text)).toEqual({ ok: true, value: expected });
        expect(parseJson(text)).toEqual({ ok: true, value: expected, duplicateKeys: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('accepts and refuses the same texts, and its two ways agree', () => {
    fc.assert(
      fc.property(nearlyJson, (text) => {
        const host = hostParse(text);
        const own = parseJson(text);
        const reading = readJson(text);
        expect(own.ok).toBe(host !== undefined);
        expect(reading.ok).toBe(own.ok);
        if (!own.ok || !reading.ok || host === undefined) {
          expect(reading).toEqual(own);
          return;
        }
        expect(reading.value).toEqual(own.value);
        expect(reading.duplicateKeys ?? []).toEqual(own.duplicateKeys);
        if (!holdsInexact(own.value)) expect(own.value).toEqual(host.value);
      }),
      { numRuns: 2000 },
    );
  });

  it('calls a number inexact exactly where its shortest form is another decimal', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(digits, fc.integer({ min: -30, max: 30 }), (written, exponent) => {
        const text = `0.${written}e${exponent}`;
        const reading = readJson(text);
        expect(reading.ok && typeof reading.value === 'number').toBe(sameDecimal(written, exponent));
      }),
      { numRuns: 2000 },
    );
  });
});

/** By whole numbers only: whether 0.written × 10^exponent is what the nearest double's shortest form says. */
function sameDecimal(written: string, exponent: number): boolean {
  const shift = 400;
  const scale = (digits: string, power: number): bigint => BigInt(digits) * 10n ** BigInt(power + shift);
  const [mantissa = '', power = '0'] = String(Number(`0.${written}e${exponent}`)).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return (
    scale(written, exponent - written.length) === scale(whole + fraction, Number(power) - fraction.length)
  );
}

describe('readArguments', () => {
  it('reads JSON text', () => {
    expect(readArguments('{"a": 1}')).toEqual({ a: 1 });
    expect(readArguments('[]')).toEqual([]);
  });

  it('takes empty text for no arguments only where the format says so', () => {
    expect(readArguments('', { emptyIsObject: true })).toEqual({});
    expect(readArguments('')).toBeInstanceOf(UnjudgeableArguments);
    expect(readArguments(' ', { emptyIsObject: true })).toBeInstanceOf(UnjudgeableArguments);
  });

  it.each([
    ['{"a":1', 'the arguments are not JSON: the text ends in the middle of a JSON value at offset 6'],
    ['{"a":1,"a":1}', 'the key /a occurs twice'],
    ['{"\\u001b":1,"\\u001b":1}', 'the key /\\u{1b} occurs twice'],
  ])('%j is unjudgeable', (text, problem) => {
    expect(readArguments(text)).toEqual(new UnjudgeableArguments(problem));
  });
});
