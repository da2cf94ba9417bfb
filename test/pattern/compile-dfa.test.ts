import { describe, expect, test } from 'vitest';
import { combineDfas } from '../../src/pattern/combine-dfas.ts';
import { compileDfa } from '../../src/pattern/compile-dfa.ts';
import type { Dfa } from '../../src/pattern/dfa.ts';
import {
  allOf,
  anyText,
  literal,
  not,
  oneOf,
  type PatternNode,
  repeat,
  sequence,
  wholeText,
} from '../../src/pattern/pattern-node.ts';
import { shortestMatch, shortestText } from '../../src/pattern/shortest-match.ts';
import { effort, matches, nodeOf } from './matching.ts';
import { createRandom } from './random.ts';
import { randomPattern } from './random-pattern.ts';

function dfaOf(node: PatternNode): Dfa {
  const result = compileDfa(node);
  if (!result.ok) throw new Error(result.budget);
  return result.dfa;
}

function combined(left: string, right: string, how: 'and' | 'or' | 'minus'): Dfa {
  const dfa = combineDfas(dfaOf(nodeOf(left)), dfaOf(nodeOf(right)), how, { left: 1e6 }, 10_000);
  if (dfa === 'states' || dfa === 'steps') throw new Error(dfa);
  return dfa;
}

test.each([
  ['(?:a|b)*', '[ab]*'],
  ['^(?:ab|ac)$', '^a[bc]$'],
  ['a.*', '(?s)a.*'],
  ['^\\w+$', '^[0-9A-Za-z_]+$'],
  ['(?i)k', '[kK\\x{212A}]'],
  ['\\bfoo', '(?:^|\\W)foo'],
  ['(?m)^a', '(?:\\A|\\n)a'],
  ['a\\bb', '[^\\x{0}-\\x{10FFFF}]'],
])('%s and %s are one language, so one automaton', (one, other) => {
  expect(dfaOf(nodeOf(one))).toEqual(dfaOf(nodeOf(other)));
});

describe('the shortest match', () => {
  test.each([
    ['', ''],
    ['abc', 'abc'],
    ['^\\d{3}-x?$', '000-'],
    ['\\bdrop\\b', 'drop'],
    ['(?m)a$.^b', undefined],
    ['(?s)(?m)a$.^b', 'a\nb'],
    ['[^\\x{0}-\\x{10FFFF}]', undefined],
    ['^[\\x{D000}-\\x{E000}]$', '\ud000'],
  ])('%s: %j', (source, text) => {
    expect(shortestMatch(nodeOf(source))).toEqual({ ok: true, text });
  });

  test('matches, and says where nothing can', () => {
    const random = createRandom(31);
    for (let round = 0; round < 300 * effort; round += 1) {
      const node = nodeOf(randomPattern(random, 2).source);
      const found = shortestMatch(node);
      if (found.ok && found.text !== undefined) expect(matches(node, found.text)).toBe(true);
    }
  });
});

describe('combinations', () => {
  test.each([
    ['^/data/', '\\.\\./', 'and', '/data/../'],
    ['^a', '^ab', 'minus', 'a'],
    ['^ab', '^a', 'minus', undefined],
    ['^x$', '^yy$', 'or', 'x'],
  ] as const)('%s, %s, %s: %j', (left, right, how, shortest) => {
    expect(shortestText(combined(left, right, how))).toBe(shortest);
  });

  test('all and not speak of whole stretches', () => {
    const vowels = repeat(oneOf('aeiou'), 1);
    const odd = wholeText(sequence(literal('<'), allOf(vowels, not(literal('a'))), literal('>')));
    expect(['<e>', '<aa>', '<a>', '<>', '<x>'].map((text) => matches(odd, text))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(matches(wholeText(not(sequence(anyText, literal('b'), anyText))), 'aca')).toBe(true);
    expect(matches(wholeText(not(sequence(anyText, literal('b'), anyText))), 'aba')).toBe(false);
    expect(matches(wholeText(allOf()), 'anything')).toBe(true);
  });
});
