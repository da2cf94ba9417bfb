import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { opaCanonicalJson, compareUtf8 } from '../../src/bundle/opa-canonical-json.ts';
import { canonicalValue } from '../../src/bundle/canonical-value.ts';
import { opaDigest } from '../../src/bundle/opa-digest.ts';
import fc from 'fast-check';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('opaDigest', () => {
  it.each([
    [
      '.manifest',
      '{"revision": "quickbrownfaux"}',
      '507a2c38a1441db58d2cb87982c42aa91a4342ef422a6b542eddebeef6f0412f',
    ],
    ['data.json', '[1,2,3]', 'a615eeaee21de5179de080de8c3052c8da901138406ba71c38c032845f7d54f4'],
    ['example.rego', 'package example', 'f664461e303b37c20c5e0be2900881678cdf8e860aa433a5a14d494ba3c66649'],
  ])('gives the known digest of %s', (name, text, digest) => {
    expect(opaDigest(name, utf8(text), sha256)).toBe(digest);
  });

  it('takes a file called data.json in any folder as JSON, and any other file as bytes', () => {
    expect(opaDigest('a/data.json', utf8('[1, 2, 3]'), sha256)).toBe(
      opaDigest('data.json', utf8('[1,2,3]'), sha256),
    );
    expect(opaDigest('a/mydata.json', utf8('[1, 2, 3]'), sha256)).not.toBe(
      opaDigest('a/mydata.json', utf8('[1,2,3]'), sha256),
    );
  });

  it('has no digest for JSON that is not well-formed UTF-8', () => {
    expect(opaDigest('data.json', new Uint8Array([0x22, 0xff, 0x22]), sha256)).toBeUndefined();
    expect(opaDigest('data.json', new Uint8Array([0xef, 0xbb, 0xbf, 0x31]), sha256)).toBeUndefined();
  });
});

describe('opaCanonicalJson', () => {
  it.each([
    ['sorts keys and drops spaces', ' { "b" : 1 ,\t"a":[ true , null ] }\n', '{"a":[true,null],"b":1}'],
    [
      'keeps numbers as in the source',
      '[1.0,1e5,-0,12345678901234567890]',
      '[1.0,1e5,-0,12345678901234567890]',
    ],
    ['escapes no HTML', '"<\\u0026>"', '"<&>"'],
    ['escapes line and paragraph separators', '"\u2028\\u2029"', '"\\u2028\\u2029"'],
    ['prints escapes one way', '"\\u0041\\/\\u000a\\u001F\u007f\\u0008"', '"A/\\n\\u001f\u007f\\b"'],
    ['joins surrogates', '"\\ud83d\\ude00"', '"😀"'],
    ['sorts by UTF-8, not UTF-16', '{"\u{1f600}":1,"\uffee":2}', '{"\uffee":2,"\u{1f600}":1}'],
    ['sorts by what keys stand for', '{"\\u0062":1,"a":2,"\\n":3}', '{"\\n":3,"a":2,"b":1}'],
    ['knows empty containers', '[{},[],""]', '[{},[],""]'],
    ['keeps integer-like keys in order', '{"10":1,"9":2}', '{"10":1,"9":2}'],
    ['keeps foreign keys', '{"__proto__":1,"constructor":2}', '{"__proto__":1,"constructor":2}'],
  ])('%s', (_title, source, text) => {
    expect(opaCanonicalJson(source)).toEqual({ ok: true, text });
  });

  it.each([
    ['a duplicate key', '{"a":1,"\\u0061":2}'],
    ['half a surrogate pair', '"\\ud800"'],
    ['a raw half of a surrogate pair', '"\udc00"'],
    ['a control character', '"\n"'],
    ['an unknown escape', '"\\x"'],
    ['an open string', '"abc'],
    ['an open string that ends in an escape', '"abc\\'],
    ['a trailing comma', '[1,]'],
    ['a leading comma', '{,"a":1}'],
    ['a missing comma', '[1 2]'],
    ['a leading zero', '01'],
    ['a number without digits', '-'],
    ['a word', 'NaN'],
    ['something behind', '{} {}'],
    ['nothing', ''],
    ['too many levels', '['.repeat(200) + ']'.repeat(200)],
  ])('refuses %s', (_title, source) => {
    expect(opaCanonicalJson(source)).toMatchObject({ ok: false });
  });

  it('means the same as its source, and is its own canonical text', () => {
    fc.assert(
      fc.property(fc.json(), (source) => {
        const canonical = opaCanonicalJson(source);
        if (!canonical.ok) return /surrogate|twice/.test(canonical.why);
        expect(JSON.parse(canonical.text)).toEqual(JSON.parse(source));
        expect(opaCanonicalJson(canonical.text)).toEqual(canonical);
        return true;
      }),
    );
  });

  it('accepts nothing that JSON does not', () => {
    const alphabet = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'u',
      '0',
      '1',
      '.',
      'e',
      '-',
      'true',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 12 }), (parts) => {
        const source = parts.join('');
        if (opaCanonicalJson(source).ok) JSON.parse(source);
      }),
    );
  });

  it('orders texts as their bytes', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(
        text,
        text,
        (a, b) => Math.sign(compareUtf8(a, b)) === Buffer.compare(Buffer.from(a), Buffer.from(b)),
      ),
    );
  });
});

describe('canonicalValue', () => {
  const texts = fc.oneof(
    fc.json(),
    fc.json().map((text) => JSON.stringify(JSON.parse(text))),
    fc.json().map((text) => {
      const canonical = opaCanonicalJson(text);
      return canonical.ok ? canonical.text : text;
    }),
    fc.constantFrom(
      '"\\ud800"',
      '"\ud800"',
      '"\u2028"',
      '{"a":1,"a":1}',
      '{"b":1,"a":2}',
      '1.0',
      '[1, 2]',
      '"\\u0041"',
    ),
    fc.constantFrom(
      '{"\u{1f600}":1,"\uffee":2}',
      '{"10":1,"9":2}',
      '{"__proto__":1}',
      '"\\\\ud800"',
      `${'['.repeat(129)}${']'.repeat(129)}`,
    ),
  );

  it('takes only what is canonical', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const quick = canonicalValue(text);
        if (quick === undefined) return;
        expect(opaCanonicalJson(text)).toEqual({ ok: true, text });
        expect(quick.value).toEqual(JSON.parse(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['null', '{}', '{"a":[1,{"b":"\\n","c":"é😀"}],"b":-0.5}', `${'['.repeat(128)}${']'.repeat(128)}`])(
    'takes %s',
    (text) => {
      expect(canonicalValue(text)).toEqual({ value: JSON.parse(text) });
    },
  );
});
