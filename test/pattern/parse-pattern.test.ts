import { describe, expect, test } from 'vitest';
import { parsePattern } from '../../src/pattern/parse-pattern.ts';
import { matches, nodeOf } from './matching.ts';

describe('what patterns mean', () => {
  const cases: readonly (readonly [pattern: string, yes: readonly string[], no: readonly string[]])[] = [
    ['abc', ['abc', 'xxabcxx'], ['ab', 'ABC', '']],
    ['^/data/', ['/data/x'], ['x/data/', '\n/data/']],
    ['a$', ['a', 'ba'], ['a\n', 'ab']],
    ['(?m)a$', ['a\n', 'a'], ['ab']],
    ['(?m)^a', ['b\na'], ['ba']],
    ['a.b', ['axb', 'a中b', 'a😀b'], ['a\nb', 'ab']],
    ['(?s)a.b', ['a\nb'], ['ab']],
    ['^.$', ['😀', 'é'], ['ab', '\n']],
    ['\\bcat\\b', ['a cat', 'cat', 'écaté'], ['cats', '_cat']],
    ['\\Bcat', ['xcat'], [' cat', 'écat']],
    ['^\\d+$', ['0123'], ['٣', '']],
    ['^\\s$', [' ', '\t', '\f'], ['\v', '\u00a0']],
    ['^\\w$', ['_', 'Z', '7'], ['é', '-']],
    ['^[[:^alpha:]]$', ['1', 'é'], ['a']],
    ['^[]a]$', [']', 'a'], ['b']],
    ['^[^]a]$', ['b', '\n'], [']']],
    ['^[a-]$', ['-'], ['b']],
    ['^\\pN$', ['7', '½', '٣'], ['a']],
    ['^\\p{Greek}$', ['α'], ['a']],
    ['^\\p{^Greek}$', ['a'], ['α']],
    ['^\\P{^Lu}$', ['A'], ['a']],
    ['^\\p{Any}$', ['\n', '😀'], ['']],
    ['(?i)straße', ['STRAßE', 'STRAẞE'], ['STRASSE']],
    ['(?i)^k$', ['K', '\u212a'], ['κ']],
    ['(?i)^\\w$', ['ſ'], ['é']],
    ['(?i)^[^k]$', ['a'], ['\u212a']],
    ['(?i:a)b', ['Ab'], ['AB']],
    ['a(?i)b|c', ['aB', 'C'], ['AB']],
    ['(?i)a(?-i)b', ['Ab'], ['AB']],
    ['^a{2,3}$', ['aa', 'aaa'], ['a', 'aaaa']],
    ['a{,2}', ['a{,2}'], ['aa']],
    ['^\\Qa.b\\E+$', ['a.bb'], ['axb']],
    ['\\Q(', ['('], ['']],
    ['^\\x41\\x{42}\\103\\012$', ['ABC\n'], ['ABCn']],
    ['^\\x{1F600}$', ['😀'], ['\ud83d']],
    ['^(?P<one>a)(?<two>b)(?P<drei>c)$', ['abc'], ['ab']],
    ['^(?U)a+?$', ['aa'], ['']],
    ['\\A\\z', [''], ['a']],
    ['\\_\\-\\@', ['_-@'], ['-']],
    ['^[\\x{D800}]$', [], ['a']],
    ['^\\p{Kawi}$', ['\u{11F04}'], ['a']],
    ['a||b', ['', 'x'], []],
  ];
  test.each(cases)('%s', (pattern, yes, no) => {
    const node = nodeOf(pattern);
    for (const text of yes) expect.soft([text, matches(node, text)]).toEqual([text, true]);
    // A text with half a surrogate pair is never searched.
    for (const text of no.filter((candidate) => candidate.isWellFormed())) {
      expect.soft([text, matches(node, text)]).toEqual([text, false]);
    }
  });

  test('case is ignored on request', () => {
    expect(matches(nodeOf('drop\\s+table', true), 'DROP  Table')).toBe(true);
    expect(matches(nodeOf('(?-i)drop', true), 'DROP')).toBe(false);
  });
});

describe('what is no pattern', () => {
  const cases: readonly (readonly [
    pattern: string,
    index: number,
    end: number,
    message: string,
    help?: string,
  ])[] = [
    [
      '(a)\\1',
      3,
      5,
      'a reference back to a group is not part of the dialect',
      'write out what the group may match, or use two conditions',
    ],
    ['\\k<n>', 0, 2, 'a reference back to a group is not part of the dialect'],
    ['(?P=n)', 0, 4, 'a reference back to a group is not part of the dialect'],
    ['a(?=b)', 1, 4, 'lookahead is not part of the dialect'],
    [
      'a(?!b)',
      1,
      4,
      'negative lookahead is not part of the dialect',
      'use all_of with not: {regex: ...}, or a deny condition before this one',
    ],
    ['(?<=a)b', 0, 4, 'lookbehind is not part of the dialect'],
    ['(?<!a)b', 0, 4, 'negative lookbehind is not part of the dialect'],
    ['(?>a)', 0, 3, 'an atomic group is not part of the dialect'],
    ['(?#x)', 0, 3, 'a comment is not part of the dialect'],
    ['(?x)a', 0, 3, 'the flag x is not part of the dialect'],
    ['(?q)a', 0, 3, 'these are no flags of the dialect'],
    ['(?i', 0, 3, 'the group does not end'],
    [
      'ab++',
      2,
      4,
      'a possessive repetition is not part of the dialect',
      'leave out the second +: matching takes linear time anyway',
    ],
    ['a**', 1, 3, '* repeats a repetition'],
    ['a\\Z', 1, 3, '\\Z is not part of the dialect', 'write \\z, or $, for the end of the text'],
    ['\\h', 0, 2, '\\h is not part of the dialect', 'write [ \\t] for a blank, or \\s'],
    ['x\\u0041', 1, 3, '\\u is not part of the dialect', 'write \\x{0041} for the character U+0041'],
    ['\\C', 0, 2, '\\C, a single byte, is not part of the dialect'],
    ['\\é', 0, 2, '\\é is not part of the dialect', 'write é for the character itself'],
    ['a\\', 1, 2, 'the pattern ends in a backslash'],
    ['a[bc', 1, 4, 'the closing ] is missing'],
    ['[z-a]', 1, 4, 'the range runs backwards'],
    ['[a-\\d]', 3, 5, 'a range cannot end in \\d'],
    ['[\\b]', 1, 3, '\\b means nothing inside [...]', 'write \\x08 for a backspace'],
    ['[[:foo:]]', 1, 8, 'no such class'],
    ['\\p{lu}', 0, 6, 'no category or script is called "lu"', 'write \\p{Lu}'],
    ['\\p{script=Greek}', 0, 16, 'no category or script is called "script=Greek"', 'write \\p{Greek}'],
    ['\\p{Greek', 0, 3, 'the closing brace is missing'],
    ['(a', 0, 1, 'the group does not end'],
    ['a)', 1, 2, 'no group is open here'],
    ['*a', 0, 1, 'there is nothing before * to repeat', 'write \\* for the character itself'],
    ['a|{2}', 2, 5, 'there is nothing before {2} to repeat'],
    ['a{1001}', 1, 7, 'a repetition goes to 1000 at most'],
    ['a{3,2}', 1, 6, 'the repetition runs backwards', 'write {2,3}'],
    ['(a{100}){11}', 8, 12, 'nested repetitions multiply to more than 1000'],
    ['(?P<a-b>c)', 0, 8, 'this is no group name'],
    ['(?P<a>b)(?P<a>c)', 8, 14, 'a group called "a" is there already'],
    ['\\x{110000}', 0, 10, 'there is no such character'],
    ['\\xg1', 0, 2, '\\x needs two hex digits'],
    ['\ud800', 0, 1, 'the pattern holds half a surrogate pair'],
  ];
  for (const [pattern, index, end, message, help] of cases) {
    test(JSON.stringify(pattern), () => {
      const error = { index, end, message, ...(help === undefined ? {} : { help }) };
      expect(parsePattern(pattern, { ignoreCase: false })).toMatchObject({ ok: false, error });
    });
  }

  const large: readonly (readonly [what: string, pattern: string])[] = [
    ['deep groups', '('.repeat(1_001) + ')'.repeat(1_001)],
    ['endless open groups', '(?:'.repeat(20_000)],
    ['long', 'a'.repeat(65_537)],
    ['many large sets', '[\\pL\\pN]'.repeat(5_000)],
    ['many large sets of any case', '(?i)[\\pL\\PL]'.repeat(3_000)],
    ['a wall of class openings', `[${'[:'.repeat(30_000)}`],
    ['a wall of braces', `${'{1,'.repeat(20_000)}{2}{2}`],
  ];
  test.each(large)('%s', (_, pattern) => {
    expect(parsePattern(pattern, { ignoreCase: false }).ok).toBe(false);
  });

  test('a thousand groups in each other are fine', () => {
    expect(matches(nodeOf(`${'('.repeat(1_000)}a${')'.repeat(1_000)}`), 'xax')).toBe(true);
    expect(matches(nodeOf(`${'('.repeat(1_000)}a${')*b'.repeat(1_000)}`), 'ab')).toBe(true);
  });
});
