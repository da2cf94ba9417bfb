import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toolGlobsOverlap } from '../../src/engine/resolve/glob-overlap.ts';
import { matchesToolName } from '../../src/engine/tool-name.ts';

describe('a tool entry', () => {
  it.each([
    ['read', 'read', true],
    ['read', 'read2', false],
    ['db_*', 'db_', true],
    ['db_*', 'db_x-1', true],
    ['db_*', 'db_x.raw', false],
    ['db_*', 'db_x\nrun', false],
    ['db_**', 'db_x.raw/a:b', true],
    ['db_**', 'db_x raw', false],
    ['*_file', 'read_file', true],
    ['a*b*c', 'a1b2b3c', true],
    ['a*b*c', 'a1b2', false],
    ['mcp__*__read', 'mcp__fs__read', true],
    ['**', 'any name\nat all', true],
    ['*', '', true],
    ['d?*', 'dx', false],
  ])('%j matches %j: %s', (entry, name, expected) => {
    expect(matchesToolName(entry, name)).toBe(expected);
  });

  it('agrees with the obvious translation to a regular expression', () => {
    const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.', '_'), maxLength: 7 });
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', '_', ' '), maxLength: 8 });
    fc.assert(
      fc.property(glob, name, (entry, text) => {
        const source = entry.replace(/\*{2,}|\*|\./g, (token) =>
          token === '.' ? '\\.' : token === '*' ? '[\\w-]*' : '[\\w.:/-]*',
        );
        const expected = entry.includes('*')
          ? /^\*\*$/.test(entry) || new RegExp(`^(?:${source})$`).test(text)
          : entry === text;
        expect(matchesToolName(entry, text)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('overlaps another exactly where some name matches both', () => {
    const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), minLength: 1, maxLength: 4 });
    const names = allNames(['a', 'b', '.'], 5);
    fc.assert(
      fc.property(glob, glob, (a, b) => {
        const found = names.some((name) => matchesToolName(a, name) && matchesToolName(b, name));
        // The shortest common name of two entries of up to 4 tokens has at most 6 characters; 5 settle nearly all.
        if (found) expect(toolGlobsOverlap(a, b)).toBe(true);
        if (!toolGlobsOverlap(a, b)) expect(found).toBe(false);
        if (a.length + b.length <= 5) expect(toolGlobsOverlap(a, b)).toBe(found);
      }),
      { numRuns: 400 },
    );
  });
});

function allNames(letters: readonly string[], longest: number): string[] {
  let last = [''];
  const names = [''];
  for (let length = 1; length <= longest; length++) {
    last = last.flatMap((name) => letters.map((letter) => name + letter));
    names.push(...last);
  }
  return names;
}
