import { eastAsianWidth } from 'get-east-asian-width';

const narrowOnly = /^[\x20-\x7e]*$/;
const marks = /^[\p{Mn}\p{Me}]+$/u;

const flag = /^\p{Regional_Indicator}{2}$/u;
const soundMark = /[\uff9e\uff9f]/;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many columns of a terminal a text takes: wide letters and emoji two, combining marks none. One line, no tabs. */
export function textWidth(text: string): number {
  if (narrowOnly.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** A cluster is as wide as its widest character: what follows stands over it, but for half-width sound marks. */
function graphemeWidth(grapheme: string): number {
  if (marks.test(grapheme)) return 0;
  if (flag.test(grapheme)) return 2;
  let widest = 1;
  let beside = 0;
  for (const character of grapheme) {
    if (soundMark.test(character)) beside += 1;
    else widest = Math.max(widest, eastAsianWidth(character.codePointAt(0) ?? 0));
  }
  return grapheme.length === beside ? beside : widest + beside;
}
