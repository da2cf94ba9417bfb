import { describe, expect, test } from 'vitest';
import { canonicalKey, keyWithin } from '../../../src/pattern/languages/key.ts';
import { matches } from '../matching.ts';

describe('canonical keys', () => {
  test.each([
    'a',
    'tenant_acme:x',
    'a/b/c',
    'a.b',
    'a..b',
    '...',
    ':',
    '/',
    'a:',
    '-',
    'A9_',
    '.a',
    'a/.b',
    'a//b',
  ])('%j is one', (text) => {
    expect(matches(canonicalKey(), text)).toBe(true);
  });

  test.each([
    '',
    '.',
    '..',
    'a/..',
    '../a',
    'a:..:b',
    'a/./b',
    './',
    ':.',
    'a b',
    'a%2f',
    'ä',
    'a\n',
    'a*',
    'a\\b',
    'k\u212a',
  ])('%j is none', (text) => {
    expect(matches(canonicalKey(), text)).toBe(false);
  });
});

describe('keys within', () => {
  test.each([
    ['tenant_acme:', 'tenant_acme:x', true],
    ['tenant_acme:', 'tenant_acme:x:y/z', true],
    ['tenant_acme:', 'tenant_acme:', false],
    ['tenant_acme:', 'tenant_acmex:y', false],
    ['tenant_acme:', 'x:tenant_acme:y', false],
    ['tenant_acme/', 'tenant_acme/../b', false],
    ['tenant_acme.', 'tenant_acme.docs', true],
    ['tenant_acme.', 'tenant_acmeXdocs', false],
  ] as const)('%s, %s: %s', (prefix, text, expected) => {
    expect(matches(keyWithin(prefix), text)).toBe(expected);
  });
});
