import { expect, test } from 'vitest';
import { compileScanner } from '../../src/pattern/compile-scanner.ts';
import { effort, matching, nodeOf, scannerOf } from './matching.ts';
import { createRandom } from './random.ts';
import { randomPattern, randomText } from './random-pattern.ts';

test('a scanner that has run often answers as a new one', () => {
  const random = createRandom(0xb05);
  const filling = ['', 'x'.repeat(40), 'é😀'.repeat(20), '\n\n ', 'ab-_.@'.repeat(9)];
  for (let i = 0; i < 300 * effort; i += 1) {
    const patterns = [randomPattern(random), randomPattern(random)];
    const nodes = patterns.map(({ source }) => nodeOf(source));
    const busy = compileScanner(nodes);
    if (!busy.ok) continue;
    for (let run = 0; run < 40; run += 1) matching(busy.scanner, 'warm');
    for (const pattern of patterns) {
      const text =
        filling[i % filling.length] + randomText(random, pattern) + (i % 3 === 0 ? filling[i % 4] : '');
      expect(matching(busy.scanner, text), JSON.stringify([patterns, text])).toEqual(
        matching(scannerOf(nodes), text),
      );
    }
  }
});

test.each([
  [
    '\\.(?:pem|key|env)$',
    ['/a/b.key', `${'/x'.repeat(99)}.pem`, 'é.env'],
    ['.keys', '/a/b.key/', `.pem${'x'.repeat(99)}`],
  ],
  ['[😀-😎]{2}z$', [`${'y'.repeat(50)}😀😁z`, '😀😁z'], ['😀z', `😀😁z${'y'.repeat(50)}`]],
  ['a?$', ['', 'a', 'b'.repeat(40)], []],
  ['(?:ab|c)$', ['xxab', 'c'], ['xxabx']],
])('%s needs the end of a text only', (source, yes, no) => {
  const scanner = scannerOf([nodeOf(source)]);
  for (const text of yes) expect(matching(scanner, text)).toEqual([0]);
  for (const text of no) expect(matching(scanner, text)).toEqual([]);
});
