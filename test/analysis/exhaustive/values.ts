import { InexactNumber } from '../../../src/model/json.ts';
import { formTexts } from './form-texts.ts';

const alphabet = ['a', 'b', '/', '.'] as const;
const longestString = 4;

/** Every string of the alphabet up to four letters, shortest first. */
export const allStrings: readonly string[] = stringsUpTo(longestString);

function stringsUpTo(length: number): string[] {
  if (length === 0) return [''];
  const shorter = stringsUpTo(length - 1);
  const longest = shorter.filter((text) => text.length === length - 1);
  return [...shorter, ...longest.flatMap((text) => alphabet.map((letter) => text + letter))];
}

/** Values that nobody expects, of every JSON type. Undefined is an absent one. */
const nastyValues: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -0,
  -1,
  1,
  2,
  3,
  1.5,
  2 ** 53,
  2 ** 53 - 1,
  1e300,
  new InexactNumber('12345678901234567890'),
  ' ',
  '\n',
  'a\n',
  '\na',
  'a\nb',
  'A',
  'AB',
  '/A/',
  'é',
  'aé',
  'É',
  '\u{1f600}',
  '\ud800',
  'a\udc00',
  '/a/\ud800',
  '1',
  'true',
  'a/../b',
  '/a/../b',
  '/a/./b',
  '/a/b/a',
  '/a\\b',
  '/a/%2e',
  '/a/\u2025',
  '/a/ ',
  'a/b/a',
  'aa a',
  'ab ab',
  {},
  { a: 'a' },
  { x: null },
  { y: 1 },
  [],
  [null],
  [[]],
  [['a']],
  [{}],
  [[null]],
  ['a', 'a', 'a'],
  ['a', 'b', '/'],
  ['a', 'b', 'a', null],
];

/** The nasty values, with texts for the typed matchers in play and texts too long to be read. */
export function oddValues(forms: ReadonlySet<string>, maxTextBytes: number): readonly unknown[] {
  return [
    ...nastyValues,
    ...[...forms].flatMap((form) => formTexts.get(form) ?? []),
    'a'.repeat(maxTextBytes + 1),
    `/a/${'b'.repeat(maxTextBytes)}`,
    'é'.repeat(Math.ceil((maxTextBytes + 1) / 2)),
  ];
}

/** Elements that every search puts into lists, beside those that the matchers tell apart. */
export function oddElements(maxTextBytes: number): readonly unknown[] {
  return [null, [], {}, 1, true, 1.5, '\ud800', 'a'.repeat(maxTextBytes + 1)];
}

/** The lists of one and of two of the elements. */
export function listsOf(elements: readonly unknown[]): readonly unknown[] {
  return [
    ...elements.map((element) => [element]),
    ...elements.flatMap((first) => elements.map((second) => [first, second])),
  ];
}

/** What the context gives for `${context.user_id}` where a matcher refers to it. */
export const userIds: readonly unknown[] = [undefined, null, 'a', 'b', 'a.b', '..', '', 1, true, ['a'], {}];
