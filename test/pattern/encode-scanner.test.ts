import { describe, expect, test } from 'vitest';
import { decodeScanner } from '../../src/pattern/decode-scanner.ts';
import { encodeScanner } from '../../src/pattern/encode-scanner.ts';
import { canonicalPath, pathWithin } from '../../src/pattern/languages/path.ts';
import type { Scanner } from '../../src/pattern/scanner.ts';
import { effort, matching, nodeOf, scannerOf } from './matching.ts';
import { createRandom } from './random.ts';
import { randomPattern, randomText } from './random-pattern.ts';

const examples: readonly [Scanner, ...Scanner[]] = [
  scannerOf([]),
  scannerOf([nodeOf('.*'), nodeOf('^a'), nodeOf('b$'), nodeOf('c'), nodeOf('^d$')]),
  scannerOf([nodeOf("tenant_id\\s*=\\s*'tenant_acme'"), nodeOf('(?i)\\bdrop\\b')]),
  scannerOf([canonicalPath(), pathWithin('/data/tenant_acme/')]),
  scannerOf(Array.from({ length: 40 }, (_, i) => nodeOf(`x${i}[é中]`, true))),
];

describe('decoding what was encoded', () => {
  test.each(examples)('example %#', (scanner) => {
    const decoded = decodeScanner(encodeScanner(scanner));
    expect(decoded?.program).toEqual(scanner.program);
    expect(decoded?.patterns).toBe(scanner.patterns);
  });

  test('random scanners answer the same', () => {
    const random = createRandom(5);
    for (let round = 0; round < 60 * effort; round += 1) {
      const pattern = randomPattern(random, 2);
      const scanner = scannerOf([nodeOf(pattern.source), nodeOf('k'), nodeOf('^\\pL')]);
      const decoded = decodeScanner(encodeScanner(scanner));
      for (let i = 0; i < 5; i += 1) {
        const text = randomText(random, pattern);
        expect(decoded === undefined ? undefined : matching(decoded, text)).toEqual(matching(scanner, text));
      }
    }
  });
});

describe('bytes that were tampered with', () => {
  test('every cut gives nothing', () => {
    for (const scanner of examples) {
      const bytes = encodeScanner(scanner);
      const step = Math.max(1, Math.floor(bytes.length / 200));
      for (let length = 0; length < bytes.length; length += step)
        expect(decodeScanner(bytes.slice(0, length))).toBeUndefined();
      expect(decodeScanner(Uint8Array.from([...bytes, 0]))).toBeUndefined();
    }
  });

  test('changed bytes give nothing, or a scanner that stays inside its tables', () => {
    const random = createRandom(9);
    let decodable = 0;
    let refused = 0;
    for (let round = 0; round < 4_000 * effort; round += 1) {
      const bytes = encodeScanner(random.pick(examples)).slice();
      for (let i = 0; i <= random.integer(3); i += 1)
        bytes[random.integer(bytes.length)] = random.integer(256);
      const decoded = decodeScanner(bytes);
      if (decoded === undefined) {
        refused += 1;
        continue;
      }
      decodable += 1;
      for (const { alphabet, next, eventRows, ends, endMasks } of decoded.program.tables) {
        const rows = ends.length * alphabet.size;
        expect(next.length).toBe(rows);
        expect(
          next.every((target) =>
            target < 0 ? -1 - target < eventRows.length : target < rows && target % alphabet.size === 0,
          ),
        ).toBe(true);
        expect(eventRows.every((row) => row < rows && row % alphabet.size === 0)).toBe(true);
        expect(ends.every((set) => set * decoded.words < endMasks.length)).toBe(true);
      }
      const out = new Uint32Array(decoded.words);
      for (const text of ['', '/data/tenant_acme/x', 'x39中 é', "tenant_id = 'tenant_acme' 😀"])
        decoded.scan(text, out);
    }
    expect(refused).toBeGreaterThan(500);
    expect(decodable).toBeGreaterThan(0);
  });

  test('sizes that the bytes cannot hold are refused before anything is made', () => {
    const huge = [0xff, 0xff, 0xff, 0xff, 0x0f];
    const heads = [
      [1, ...huge],
      [1, 1, 0, 0, ...huge],
      [1, 1, 0, 0, 1, ...huge],
      [1, 1, 0, 0, 1, 1, ...huge],
    ];
    for (const head of heads) expect(decodeScanner(Uint8Array.from(head))).toBeUndefined();
  });
});
