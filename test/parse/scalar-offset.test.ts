import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, parseDocument } from 'yaml';
import { scalarOffset } from '../../src/parse/scalar-offset.ts';
import { createSourceText, placeOf } from '../../src/text/source-text.ts';

function offsets(text: string): { value: string; at: (index: number) => string } {
  const document = parseDocument(text);
  const node = isMap(document.contents) ? document.contents.items[0]?.value : undefined;
  if (!isScalar(node) || typeof node.value !== 'string' || !node.range) throw new Error(`no text in ${text}`);
  const source = createSourceText('f', text);
  const place = placeOf(source, node.range[0], node.range[1]);
  return { value: node.value, at: (index) => text.slice(scalarOffset(source, place, index)) };
}

describe('where a code unit of a scalar stands', () => {
  it.each([
    { text: "k: 'it''s ^a'", find: '^', rest: "^a'" },
    { text: "k: 'it''s ^a'", find: "'s", rest: "''s ^a'" },
    { text: 'k: plain ^a', find: '^', rest: '^a' },
    { text: 'k: "\\u0041\\n^a"', find: '^', rest: '^a"' },
    { text: 'k: "\\U0001F600^a"', find: '^', rest: '^a"' },
    { text: 'k: "\\s^a"', find: '^', rest: '^a"' },
    { text: 'k: "a\\\n   ^a"', find: '^', rest: '^a"' },
    { text: 'k: "a  \n   ^a"', find: '^', rest: '^a"' },
    { text: "k: 'a\n\n  ^a'", find: '^', rest: "^a'" },
    { text: 'k: a\n  b\n  ^a', find: '^', rest: '^a' },
    { text: 'k: |\n  one\n  ^a\n', find: '^', rest: '^a\n' },
    { text: 'k: |2\n    one\n  ^a\n', find: '^', rest: '^a\n' },
    { text: 'k: |-\r\n  one\r\n  ^a\r\n', find: '^', rest: '^a\r\n' },
    { text: 'k: >\n  one\n  ^a\n', find: '^', rest: '^a\n' },
  ])('$text', ({ text, find, rest }) => {
    const { value, at } = offsets(text);
    expect(at(value.indexOf(find))).toBe(rest);
  });

  it('is exact for any text in quotes on one line', () => {
    const unit = fc.constantFrom('a', "'", '"', '\\', ' ', '\t', '\n', '\u0001', 'é', '😀', '#', ':');
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1 }), fc.nat(30), (value, seed) => {
        const index = seed % value.length;
        const double = offsets(`k: ${JSON.stringify(value)}`);
        const expected = JSON.stringify(value.slice(index)).slice(1);
        // Half of a character that takes two code units has no spelling of its own.
        fc.pre(!/^[\udc00-\udfff]/.test(value.slice(index)));
        expect(double.at(index)).toBe(expected);
      }),
    );
  });
});
