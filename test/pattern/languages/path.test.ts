import { describe, expect, test } from 'vitest';
import { setHas, unionOf } from '../../../src/pattern/code-point-set.ts';
import { canonicalPath, pathWithin } from '../../../src/pattern/languages/path.ts';
import { propertySet } from '../../../src/pattern/unicode/property-set.ts';
import { matches } from '../matching.ts';

describe('canonical paths', () => {
  test.each([
    '/',
    '/a',
    '/a/',
    '/a/b.txt',
    '/...',
    '/.a/..b',
    '/a b/ü/中',
    '/100%',
    '/100%/x',
    '/%4',
    '/%4g',
    '/%%4/1',
    '/-',
    '/a:b',
    '/😀',
  ])('%j is one', (text) => {
    expect(matches(canonicalPath(), text)).toBe(true);
  });

  test.each([
    '',
    'a',
    'a/b',
    './a',
    '//',
    '//a',
    '/a//b',
    '/a//',
    '/.',
    '/..',
    '/./a',
    '/a/..',
    '/a/../b',
    '/a/./',
    '/a\\b',
    '/a%2fb',
    '/%2E',
    '/%%41',
    '/a\nb',
    '/a\0',
    '/\u007f',
    '/\u0085',
    '/a\u200bb',
    '/\u202e',
    '/\u2066a',
    '/\ufeff',
    '/\u00ad',
    '/a\u2024',
    '/\u2025',
    '/\u2026',
    '/\ufe52',
    '/\uff0e\uff0e/',
    '/a\uff0fb',
    '/a\uff3cb',
    '/\ufe68',
    '/\u2488',
    '/\u2100',
    '/a\n',
    '\n/a',
    ' /a',
  ])('%j is none', (text) => {
    expect(matches(canonicalPath(), text)).toBe(false);
  });
});

describe('paths within', () => {
  test.each([
    ['/data/x/', '/data/x', true],
    ['/data/x/', '/data/x/', true],
    ['/data/x', '/data/x/y/z', true],
    ['/data/x/', '/data/xy', false],
    ['/data/x/', '/data/', false],
    ['/data/x/', '/data/x/../y', false],
    ['/data/x/', '/DATA/x/y', false],
    ['/data/x.y/', '/data/xzy/', false],
    ['/', '/', true],
    ['/', '/etc/passwd', true],
    ['/', '/a/../b', false],
  ] as const)('%s, %s: %s', (prefix, text, expected) => {
    expect(matches(pathWithin(prefix), text)).toBe(expected);
  });
});

test('no character hides a dot or slash from this Node’s own normalisation', () => {
  const path = canonicalPath();
  const assigned = unionOf(...['L', 'M', 'N', 'P', 'S', 'Z'].map((name) => propertySet(name) ?? []));
  const hidden: string[] = [];
  for (let code = 0x80; code <= 0x1ffff; code += 1) {
    const character = String.fromCodePoint(code);
    if (
      setHas(assigned, code) &&
      /[./\\]/.test(character.normalize('NFKC')) &&
      matches(path, `/${character}`)
    )
      hidden.push(character);
  }
  expect(hidden).toEqual([]);
});
