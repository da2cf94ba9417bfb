import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArgumentPath } from '../../src/parse/argument-path.ts';

describe('argument paths', () => {
  it.each([
    ['arguments.path', 'arguments.path', ['path']],
    ['arguments.items[*].path', 'arguments.items[*].path', ['items', '*each*', 'path']],
    ['arguments["odd.key"]', 'arguments["odd.key"]', ['odd.key']],
    ['arguments["plain"].x', 'arguments.plain.x', ['plain', 'x']],
    ['context.user_id', 'context.user_id', ['user_id']],
    ['result.matches[*]["a\\"b"]', 'result.matches[*]["a\\"b"]', ['matches', '*each*', 'a"b']],
    ['arguments.größe', 'arguments.größe', ['größe']],
    ['arguments[""]', 'arguments[""]', ['']],
    ['arguments.__proto__', 'arguments.__proto__', ['__proto__']],
  ])('reads %s', (text, canonical, keys) => {
    const parsed = parseArgumentPath(text);
    expect(parsed.ok && parsed.path.text).toBe(canonical);
    expect(
      parsed.ok && parsed.path.segments.map((step) => (step.kind === 'each' ? '*each*' : step.key)),
    ).toEqual(keys);
  });

  it.each([
    ['', 0],
    ['arguments', 9],
    ['argument.x', 0],
    ['argumentsx', 0],
    ['arguments.', 9],
    ['arguments..x', 9],
    ['arguments.x[0]', 11],
    ['arguments[x]', 9],
    ['arguments["x', 9],
    ["arguments['x']", 9],
    ['arguments.x y', 11],
    ['arguments.x"', 11],
    ['arguments.a,b', 9],
  ])('refuses %j at %i', (text, index) => {
    const parsed = parseArgumentPath(text);
    expect(parsed.ok ? parsed.path : parsed.problem.index).toBe(index);
  });

  it('spells every path so that it reads back the same', () => {
    const step = fc.oneof(
      fc.constant('[*]'),
      fc.string().map((key) => `[${JSON.stringify(key)}]`),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const parsed = parseArgumentPath(`arguments${steps.join('')}`);
        if (!parsed.ok) throw new Error(parsed.problem.message);
        expect(parseArgumentPath(parsed.path.text)).toEqual(parsed);
      }),
    );
  });
});
