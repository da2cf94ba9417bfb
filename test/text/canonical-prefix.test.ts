import { describe, expect, it } from 'vitest';
import { keyPrefixProblem, pathPrefixProblem } from '../../src/text/canonical-prefix.ts';

describe('a path prefix', () => {
  it.each(['/', '/data', '/data/x/', '/a b/%2', `/${'a'.repeat(999)}`])('may be %j', (prefix) => {
    expect(pathPrefixProblem(prefix)).toBeUndefined();
  });

  it.each([
    ['', 'starts with'],
    ['data/', 'starts with'],
    ['/a\\b', 'backslash'],
    ['/%2e/', 'percent'],
    ['/a\u200bb', 'format'],
    ['/a//b', 'empty segment'],
    ['/a/../b', 'segment'],
    ['/.', 'segment'],
    ['/\u2024/', 'normalises'],
    [`/${'a'.repeat(1000)}`, 'at most 1000'],
  ])('may not be %j: %s', (prefix, why) => {
    expect(pathPrefixProblem(prefix)).toContain(why);
  });
});

describe('a key prefix', () => {
  it.each(['a:', 'a/b.', ':', `${'a'.repeat(999)}:`])('may be %j', (prefix) => {
    expect(keyPrefixProblem(prefix)).toBeUndefined();
  });

  it.each([
    ['', 'ends in'],
    ['a', 'ends in'],
    ['a b:', 'letters'],
    ['é:', 'letters'],
    ['../', 'segment'],
    ['a:./', 'segment'],
    [`${'a'.repeat(1000)}:`, 'at most 1000'],
  ])('may not be %j: %s', (prefix, why) => {
    expect(keyPrefixProblem(prefix)).toContain(why);
  });
});
