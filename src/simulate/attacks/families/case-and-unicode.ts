import type { AttackFamily, AttackTarget, Variant } from '../attack-family.ts';
import { recorded, text, type TextPart } from '../draft.ts';
import { climbOf, looksLikePath } from '../foreign-text.ts';
import { replaceMarks } from '../marked-text.ts';

/** Other case, and letters that look alike, fold or normalise to the own ones. */
export const caseAndUnicode: AttackFamily = {
  name: 'case-and-unicode',
  of: 'text',
  variants: (target) => [
    ...changedMarks(target),
    ...changedText(target),
    ...(looksLikePath(target) ? wideDots(target) : []),
  ],
};

/** Each gives what a mark is spelled instead. */
const spellings: readonly (readonly [string, (mark: string) => string])[] = [
  ['another case', (mark) => mark.toUpperCase()],
  ['another case', (mark) => mark.charAt(0).toUpperCase() + mark.slice(1)],
  ['a letter of another alphabet', (mark) => alike(mark, 'aeocpxy', 'аеосрху')],
  ['a letter that folds to the own', (mark) => alike(mark, 'sk', '\u017f\u212a')],
  ['wide letters', (mark) => wide(mark)],
  ['a sign that is not seen', (mark) => `${mark.slice(0, 1)}\u200b${mark.slice(1)}`],
  ['a sign that is not seen', (mark) => `${mark.slice(0, 1)}\u00ad${mark.slice(1)}`],
  ['a sign that is not seen', (mark) => `\ufeff${mark}`],
  ['a sign that is not seen', (mark) => `\u202e${mark}`],
  ['a letter with a mark on it', (mark) => `${mark}\u0301`],
  ['a dotless letter', (mark) => alike(mark, 'i', '\u0131')],
];

function changedMarks({ text: own = '', marks }: AttackTarget): readonly Variant[] {
  return spellings.flatMap(([what, spell]) => {
    const parts = replaceMarks(own, marks, (mark) => recorded(spell(mark)));
    return parts === undefined ? [] : [{ what: `the own name with ${what}`, draft: text(...parts) }];
  });
}

function changedText({ text: own = '' }: AttackTarget): readonly Variant[] {
  const drafts: readonly (readonly TextPart[])[] = [
    [recorded(own.toUpperCase())],
    [recorded(own.replaceAll('.', '\u3002'))],
    [recorded(own.replaceAll('.', '\uff0e'))],
    [recorded(own.replaceAll('/', '\uff0f'))],
    [recorded(own.replaceAll('@', '\uff20'))],
    [recorded(own), '\u200b'],
    ['\u200b', recorded(own)],
    [recorded(own), '\u0301'],
    [recorded(own), '\u2028'],
    [recorded(own), '\ud800'],
  ];
  return drafts.map((parts) => ({ what: 'signs that look alike or are not seen', draft: text(...parts) }));
}

/** `../` that normalises to it. */
const ups = ['\uff0e\uff0e/', '\u2025/', '\u2024\u2024/', '..\uff0f', '..\uff3c', '..\ufe68', '..\u2044'];

function wideDots(target: AttackTarget): readonly Variant[] {
  const { folder, tail } = climbOf(target);
  return ups.map((up) => ({
    what: '`..` once it is normalised',
    draft: text(recorded(folder), `${up}${tail}`),
  }));
}

/** The first letter that has a look-alike, by it. */
function alike(mark: string, plain: string, strange: string): string {
  const at = [...mark].findIndex((letter) => plain.includes(letter));
  if (at < 0) return mark;
  return `${mark.slice(0, at)}${strange.charAt(plain.indexOf(mark.charAt(at)))}${mark.slice(at + 1)}`;
}

function wide(mark: string): string {
  return Array.from(mark, (sign) =>
    /[!-~]/.test(sign) ? String.fromCodePoint(sign.charCodeAt(0) + 0xfee0) : sign,
  ).join('');
}
