import type { AttackFamily, AttackTarget, Variant } from '../attack-family.ts';
import { recorded, type TextPart, text } from '../draft.ts';
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
const spellings: readonly (readonly [string, (mark: string) => readonly TextPart[]])[] = [
  ['another case', (mark) => [recorded(mark.toUpperCase())]],
  ['another case', (mark) => [recorded(mark.charAt(0).toUpperCase() + mark.slice(1))]],
  ['a letter of another alphabet', (mark) => alike(mark, 'aeocpxy', 'аеосрху')],
  ['a letter that folds to the own', (mark) => alike(mark, 'sk', '\u017f\u212a')],
  ['wide letters', (mark) => [recorded(wide(mark))]],
  ['a sign that is not seen', (mark) => inside(mark, '\u200b')],
  ['a sign that is not seen', (mark) => inside(mark, '\u00ad')],
  ['a sign that is not seen', (mark) => ['\ufeff', recorded(mark)]],
  ['a sign that is not seen', (mark) => ['\u202e', recorded(mark)]],
  ['a letter with a mark on it', (mark) => [recorded(mark), '\u0301']],
  ['a dotless letter', (mark) => alike(mark, 'i', '\u0131')],
];

function changedMarks({ text: own = '', marks }: AttackTarget): readonly Variant[] {
  return spellings.flatMap(([what, spell]) => {
    const parts = replaceMarks(own, marks, spell);
    return parts === undefined ? [] : [{ what: `the own name with ${what}`, draft: text(...parts) }];
  });
}

function changedText({ text: own = '' }: AttackTarget): readonly Variant[] {
  const drafts: readonly (readonly TextPart[])[] = [
    [recorded(own.toUpperCase())],
    spelled(own, '.', '\u3002'),
    spelled(own, '.', '\uff0e'),
    spelled(own, '/', '\uff0f'),
    spelled(own, '@', '\uff20'),
    [recorded(own), '\u200b'],
    ['\u200b', recorded(own)],
    [recorded(own), '\u0301'],
    [recorded(own), '\u2028'],
    [recorded(own), '\ud800'],
  ];
  return drafts.map((parts) => ({ what: 'signs that look alike or are not seen', draft: text(...parts) }));
}

/** With one sign in place of all of another. */
function spelled(own: string, sign: string, strange: string): readonly TextPart[] {
  return own.split(sign).flatMap((piece, at) => [...(at === 0 ? [] : [strange]), recorded(piece)]);
}

function inside(mark: string, sign: string): readonly TextPart[] {
  return [recorded(mark.slice(0, 1)), sign, recorded(mark.slice(1))];
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
function alike(mark: string, plain: string, strange: string): readonly TextPart[] {
  const at = mark.split('').findIndex((letter) => plain.includes(letter));
  if (at < 0) return [recorded(mark)];
  const letter = strange.charAt(plain.indexOf(mark.charAt(at)));
  return [recorded(mark.slice(0, at)), letter, recorded(mark.slice(at + 1))];
}

function wide(mark: string): string {
  return Array.from(mark, (sign) =>
    /[!-~]/.test(sign) ? String.fromCodePoint(sign.charCodeAt(0) + 0xfee0) : sign,
  ).join('');
}
