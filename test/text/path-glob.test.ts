import { describe, expect, it } from 'vitest';
import { pathGlob } from '../../src/text/path-glob.ts';

describe('pathGlob', () => {
  it.each<readonly [string, string, boolean]>([
    ['a.yaml', 'a.yaml', true],
    ['a.yaml', 'b/a.yaml', false],
    ['*.yaml', 'a.yaml', true],
    ['*.yaml', 'b/a.yaml', false],
    ['**/*.yaml', 'a.yaml', true],
    ['**/*.yaml', 'b/c/a.yaml', true],
    ['tenants/**', 'tenants/a/b.yaml', true],
    ['tenants/**', 'tenant/a.yaml', false],
    ['a/**/b/*.yaml', 'a/x/b/y/b/c.yaml', true],
    ['a/**/b/*.yaml', 'a/x/c.yaml', false],
    ['{a,b}.yaml', 'b.yaml', true],
    ['{a,{b,c}d}.yaml', 'cd.yaml', true],
    ['{a,b}.yaml', 'c.yaml', false],
    ['a?c.yaml', 'abc.yaml', true],
    ['a?c.yaml', 'a/c.yaml', false],
    ['a.c', 'abc', false],
    ['[a].yaml', '[a].yaml', true],
  ])('%s and %s', (glob, path, matches) => {
    expect(pathGlob(glob)?.(path)).toBe(matches);
  });

  it('refuses a glob that stands for too many names', () => {
    expect(pathGlob('{a,b}'.repeat(9))).toBeUndefined();
    expect(pathGlob('{a,b}'.repeat(8))).toBeDefined();
  });

  it('does not slow down on many stars', () => {
    expect(pathGlob(`${'*a'.repeat(50)}b`)?.('a'.repeat(2_000))).toBe(false);
  });
});
