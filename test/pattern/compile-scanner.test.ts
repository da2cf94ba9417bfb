import { describe, expect, test } from 'vitest';
import { compileDfa } from '../../src/pattern/compile-dfa.ts';
import { compileScanner } from '../../src/pattern/compile-scanner.ts';
import { createScanner, type Scanner } from '../../src/pattern/scanner.ts';
import { effort, matching, nodeOf, scannerOf } from './matching.ts';
import { createRandom } from './random.ts';
import { randomPattern, randomText } from './random-pattern.ts';

const budget = { patternStates: 2_000, scannerStates: 10_000, steps: 8_000_000 };

test('a scanner of many patterns answers as each of them alone', () => {
  const random = createRandom(77);
  for (let round = 0; round < 250 * effort; round += 1) {
    const patterns = Array.from({ length: 2 + random.integer(random.chance(0.1) ? 40 : 6) }, () =>
      randomPattern(random, 2),
    );
    const nodes = patterns.map(({ source }) => nodeOf(source, random.chance(0.2)));
    const fitting = nodes.flatMap((node, i) =>
      compileDfa(node).ok ? [{ node, pattern: patterns[i] ?? patterns[0] }] : [],
    );
    const together = scannerOf(fitting.map(({ node }) => node));
    const alone = fitting.map(({ node }) => scannerOf([node]));
    for (const { pattern } of fitting) {
      const text =
        pattern === undefined
          ? ''
          : randomText(random, pattern) + (random.chance(0.5) ? randomText(random, pattern) : '');
      const expected = alone.flatMap((scanner, i) => (matching(scanner, text).length > 0 ? [i] : []));
      expect(
        matching(together, text),
        `${patterns.map(({ source }) => source).join('  ')} on ${JSON.stringify(text)}`,
      ).toEqual(expected);
    }
  }
}, 600_000);

describe('small cases', () => {
  test('no patterns at all', () => {
    expect(matching(scannerOf([]), 'abc')).toEqual([]);
  });

  test('what is left from before is cleared', () => {
    const out = new Uint32Array([0xffffffff]);
    expect(scannerOf([nodeOf('a'), nodeOf('b')]).scan('b', out)).toBe(true);
    expect([...out]).toEqual([2]);
  });

  test.each(['\ud800', 'abc\udc00', '\udc00\ud800', 'a\ud83dx'])('half a surrogate pair: %j', (text) => {
    const out = new Uint32Array([0xffffffff]);
    expect(scannerOf([nodeOf('.*'), nodeOf('a')]).scan(text, out)).toBe(false);
    expect([...out]).toEqual([0]);
  });

  test('a pattern that matches again and again, beside one that matches late', () => {
    expect(matching(scannerOf([nodeOf('a'), nodeOf('[b-z]+1'), nodeOf('^a+b')]), 'aaaaaabcd1')).toEqual([
      0, 1, 2,
    ]);
  });

  test('literals longer than what is searched for at once', () => {
    const long = 'the quick brown fox jumps over 😀';
    const scanner = scannerOf([nodeOf(long), nodeOf(`^${long}`), nodeOf(`${long}$`), nodeOf(`^${long}$`)]);
    expect(matching(scanner, long)).toEqual([0, 1, 2, 3]);
    expect(matching(scanner, `-${long}`)).toEqual([0, 2]);
    expect(matching(scanner, `${long}-`)).toEqual([0, 1]);
    expect(matching(scanner, long.replace('over', 'OVER'))).toEqual([]);
  });

  test('groups with alternatives in each other, a thousand deep', () => {
    const node = nodeOf(`^${'(a|'.repeat(1_000)}b${')'.repeat(1_000)}$`);
    expect(matching(scannerOf([node]), 'b')).toEqual([0]);
  });

  test('patterns past the first word', () => {
    const nodes = Array.from({ length: 70 }, (_, i) => nodeOf(`x${i}y`));
    expect(matching(scannerOf(nodes), 'x69y x3y x32y')).toEqual([3, 32, 69]);
  });
});

describe('size', () => {
  test('many keywords stay near the size of a keyword tree', () => {
    const words = [
      'password',
      'secret',
      'token',
      'api_key',
      'private',
      'ssn',
      'credit',
      'confidential',
      'internal',
      'root',
    ];
    const { program } = scannerOf(words.map((word) => nodeOf(word)));
    expect(program.tables).toHaveLength(1);
    expect(program.tables[0]?.ends.length).toBeLessThanOrEqual(1 + words.join('').length);
  });

  test('patterns whose states multiply are kept apart', () => {
    const nodes = Array.from({ length: 14 }, (_, i) =>
      nodeOf(`${String.fromCharCode(97 + i)}.*1.*${i % 10}x`),
    );
    const scanner = scannerOf(nodes);
    expect(scanner.program.tables.length).toBeGreaterThan(1);
    for (const table of scanner.program.tables)
      expect(table.ends.length).toBeLessThanOrEqual(budget.scannerStates);
    expect(matching(scanner, 'a b c 1 -- 2x 1x 0x')).toEqual([0, 1, 2]);
  });
});

describe('budget', () => {
  test.each(['[ab]*a[ab]{12}c', 'a.{1000}b', '(?:x.{1,9}y.{0,9}){100}z', '(?:\\pL.{0,20}){40}!'])(
    '%s passes it',
    (source) => {
      expect(compileScanner([nodeOf('fine'), nodeOf(source)])).toMatchObject({ ok: false, pattern: 1 });
    },
  );

  test.each(['a{1000}', '^[a-z]{1,1000}$', '(?:a?){500}b', 'x.{9}y', '^(?:(?:a{10}){10}){10}$'])(
    '%s is within',
    (source) => {
      expect(compileScanner([nodeOf(source)]).ok).toBe(true);
    },
  );

  test('steps count too', () => {
    const result = compileScanner([nodeOf('[a-c].{6}d')], { ...budget, steps: 300 });
    expect(result).toEqual({ ok: false, pattern: 0, budget: 'steps' });
  });

  test('fewer states give an error or several automata, never other answers', () => {
    const nodes = ['ab+c', '(?i)x[yz]', '\\bq\\b', '1.*2.*3'].map((source) => nodeOf(source));
    const result = compileScanner(nodes, { ...budget, scannerStates: 8 });
    expect(result.ok && result.scanner.program.tables.length).toBeGreaterThan(1);
    expect(result.ok && matching(result.scanner, 'abbc XZ q 1 2 3')).toEqual([0, 1, 2, 3]);
    expect(compileScanner(nodes, { ...budget, patternStates: 3 }).ok).toBe(false);
  });

  test('the same patterns are refused at the same point every time', () => {
    const hostile = nodeOf('(?:[a-m].{0,30}[n-z]){30}');
    const outcomes = [1, 2, 3].map(() => compileScanner([hostile], { ...budget }));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  });
});

describe('steps of a scan', () => {
  test.each(['(a*)*b', '(x+x+)+y', '^(a|aa)+$', 'a.*a.*a.*a.*b', '\\b(a ?)+\\b!'])(
    '%s looks at each place once',
    (source) => {
      for (const length of [100, 1_000, 10_000]) {
        const { scanner, looks } = counting(scannerOf([nodeOf(source), nodeOf('[q-t]x')]));
        scanner.scan('a'.repeat(length), new Uint32Array(1));
        expect(looks()).toBeLessThanOrEqual(scanner.program.tables.length * length);
      }
    },
  );
});

/** The scanner with tables that count how often they are looked up. */
function counting(scanner: Scanner): { readonly scanner: Scanner; readonly looks: () => number } {
  let looks = 0;
  const tables = scanner.program.tables.map((table) => ({
    ...table,
    next: new Proxy(table.next, {
      get: (next, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1;
        return Reflect.get(next, key);
      },
    }),
  }));
  return { scanner: createScanner({ ...scanner.program, tables }), looks: () => looks };
}
