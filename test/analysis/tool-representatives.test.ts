import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toolRepresentatives } from '../../src/analysis/tool-representatives.ts';
import { isToolGlob, matchesToolName } from '../../src/engine/tool-name.ts';

describe('representatives of tool names', () => {
  test.each([
    { entries: [], tools: [] },
    { entries: ['read_file', 'send_email', 'read_file'], tools: ['read_file', 'send_email'] },
    { entries: ['delete_*'], tools: ['delete_'] },
    { entries: ['delete_*', 'delete_'], tools: ['delete_', 'delete_a'] },
    { entries: ['a*', 'a'], tools: ['a', 'aa'] },
    { entries: ['*'], tools: ['a'] },
    { entries: ['**'], tools: ['a'] },
    { entries: ['*', '**'], tools: ['a', '.'] },
    { entries: ['crm.*', 'crm.**'], tools: ['crm.', 'crm..'] },
    { entries: ['crm.*', '**', 'crm.read'], tools: ['crm.read', 'a', 'crm.'] },
    { entries: ['x*', '*y'], tools: ['x', 'y', 'xy'] },
  ])('of $entries', ({ entries, tools }) => {
    expect(toolRepresentatives(entries)).toEqual({ tools, complete: true });
  });

  test('`**` alone reaches names that no other glob takes', () => {
    const { tools } = toolRepresentatives(['**', '***x', '**x', 'x**', '*']);
    expect(
      tools.some((tool) => ['***x', '**x', 'x**', '*'].every((glob) => !matchesToolName(glob, tool))),
    ).toBe(true);
  });

  test('a name that nothing matches is added on request, where there is one', () => {
    expect(toolRepresentatives(['a', 'b*'], { rest: true }).tools).toEqual(['a', 'c', 'b']);
    expect(toolRepresentatives(['**'], { rest: true }).tools).toEqual(['a']);
    expect(toolRepresentatives([], { rest: true }).tools).toEqual(['a']);
  });

  test('each exact name is there however many there are', () => {
    const names = Array.from({ length: 5_000 }, (_, i) => `server_${i % 70}.tool_${i}`);
    const { tools, complete } = toolRepresentatives([...names, 'server_1.*', '**', '*_9*']);
    expect(complete).toBe(true);
    expect(tools.slice(0, names.length)).toEqual(names);
    // Matched by `**` alone, and with each of the others.
    expect(tools.length - names.length).toBe(3);
  });

  test('more regions than anybody asks for are given up, not waited for', () => {
    const globs = Array.from({ length: 26 }, (_, i) => `*${String.fromCharCode(97 + i)}${i}*`);
    const { tools, complete } = toolRepresentatives(globs);
    expect(complete).toBe(false);
    expect(tools.length).toBeLessThanOrEqual(512);
  });

  test('agree with all short names', () => {
    const entry = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '*'), minLength: 1, maxLength: 4 });
    const names = allNames(['a', 'b', 'z', '.', ':', ' '], 4);
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), fc.boolean(), (entries, rest) => {
        const { tools, complete } = toolRepresentatives(entries, { rest });
        expect(complete).toBe(true);
        expect(shapes(tools, entries, rest, 4)).toEqual(shapes(names, entries, rest, 4));
        expect(new Set(tools).size).toBe(tools.length);
        const regions = tools.filter((tool) => !entries.includes(tool)).map((tool) => region(tool, entries));
        expect(new Set(regions).size).toBe(regions.length);
      }),
      { numRuns: 150 },
    );
  });
});

/** Each region with the length of its shortest name, and each exact name. */
function shapes(
  names: readonly string[],
  entries: readonly string[],
  rest: boolean,
  longest: number,
): ReadonlySet<string> {
  const shortest = new Map<string, number>();
  const exact = new Set(entries.filter((entry) => !isToolGlob(entry)));
  for (const name of names) {
    if (name.length > longest || exact.has(name)) continue;
    const key = region(name, entries);
    if (key === '' && !rest) continue;
    shortest.set(key, Math.min(shortest.get(key) ?? name.length, name.length));
  }
  return new Set([...exact, ...[...shortest].map(([key, length]) => `${key}: ${length}`)]);
}

function region(name: string, entries: readonly string[]): string {
  return [...new Set(entries)].filter((entry) => isToolGlob(entry) && matchesToolName(entry, name)).join(' ');
}

function allNames(alphabet: readonly string[], longest: number): readonly string[] {
  let layer = [''];
  const names: string[] = [];
  for (let length = 1; length <= longest; length += 1) {
    layer = layer.flatMap((name) => alphabet.map((char) => name + char));
    names.push(...layer);
  }
  return names;
}
