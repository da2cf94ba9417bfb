import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from '../../src/text/visible-text.ts';

const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('visible text', () => {
  it.each([
    ['plain é 漢 😀', 'plain é 漢 😀'],
    ['\u001b[31mred', '\\u{1b}[31mred'],
    ['a\nb\tc\r', 'a\\u{a}b\\u{9}c\\u{d}'],
    ['\u202eabc', '\\u{202e}abc'],
    ['a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['\ud800', '\\u{d800}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\u0085\u2028', '\\u{85}\\u{2028}'],
    // What a runner of CI would obey.
    ['a ##[stop-commands]x', 'a #\\u{23}[stop-commands]x'],
    ['####vso[task.complete result=Succeeded;]', '###\\u{23}vso[task.complete result=Succeeded;]'],
    ['  ::add-mask::x', '  \\u{3a}:add-mask::x'],
    ['::error file=a::x', '\\u{3a}:error file=a::x'],
    ['## a heading', '## a heading'],
    ['::1 and ::ffff:0:1', '::1 and ::ffff:0:1'],
  ])('shows %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('leaves nothing hidden in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(hidden.test(visibleText(text))).toBe(false);
      }),
    );
  });
});
