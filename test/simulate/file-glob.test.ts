import { describe, expect, test } from 'vitest';
import { matchesFileGlob } from '../../src/simulate/file-glob.ts';

describe('a file glob', () => {
  test.each([
    ['a.jsonl', 'a.jsonl', true],
    ['*.jsonl', 'a.jsonl', true],
    ['*.jsonl', 'x/a.jsonl', false],
    ['**/*.jsonl', 'a.jsonl', true],
    ['**/*.jsonl', 'x/y/a.jsonl', true],
    ['x/**/a', 'x/a', true],
    ['x/**', 'x/y/z', true],
    ['../**/a?.json', '../x/ab.json', true],
    ['a?', 'a', false],
    ['a+b', 'aab', false],
    ['*a*b*', 'xxaxxbxx', true],
    ['*a*b', 'xxaxxbxx', false],
  ])('%s on %s', (glob, path, expected) => {
    expect(matchesFileGlob(glob, path)).toBe(expected);
  });

  test('does not search forever', () => {
    expect(matchesFileGlob('*a'.repeat(50), 'a'.repeat(5000).concat('b'))).toBe(false);
  });
});
