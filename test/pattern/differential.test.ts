import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { compileScanner } from '../../src/pattern/compile-scanner.ts';
import { parsePattern } from '../../src/pattern/parse-pattern.ts';
import { runs } from '../support/is-long.ts';
import { matching } from './matching.ts';
import { createRandom } from './random.ts';
import { randomPattern, randomPatternLike, randomText } from './random-pattern.ts';

test('patterns match the texts that RE2 says they match', () => {
  const random = createRandom(0x5eed);
  const disagreements: string[] = [];
  let compared = 0;
  let matched = 0;
  while (compared < runs(8_000, 1_000_000)) {
    const pattern = randomPattern(random);
    const ignoreCase = random.chance(0.3);
    const oracle = RE2JS.compile(pattern.source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    const parsed = parsePattern(pattern.source, { ignoreCase });
    if (!parsed.ok) {
      disagreements.push(`${JSON.stringify(pattern.source)} refused: ${parsed.error.message}`);
      break;
    }
    const compiled = compileScanner([parsed.node]);
    // A few patterns pass the budget; that there are few of them is checked below.
    for (let i = 0; i < 8; i += 1) {
      const text = randomText(random, pattern);
      compared += 1;
      if (!compiled.ok) continue;
      const ours = matching(compiled.scanner, text).length === 1;
      if (ours) matched += 1;
      if (ours !== oracle.matcher(text).find()) {
        disagreements.push(`${JSON.stringify(pattern.source)} on ${JSON.stringify(text)}: ${ours}`);
      }
    }
  }
  expect(disagreements).toEqual([]);
  expect(matched).toBeGreaterThan(compared * 0.4);
  expect(matched).toBeLessThan(compared * 0.9);
}, 600_000);

test('what is no pattern for RE2 is none here, and the other way round', () => {
  const random = createRandom(0xbad);
  const disagreements: string[] = [];
  let refused = 0;
  const count = runs(4_000, 500_000);
  for (let i = 0; i < count; i += 1) {
    const source = randomPatternLike(random);
    const ours = parsePattern(source, { ignoreCase: false });
    if (!ours.ok) refused += 1;
    if (ours.ok !== isPatternForRe2js(source) && !isKnownDifference(source))
      disagreements.push(JSON.stringify(source));
  }
  expect(disagreements).toEqual([]);
  expect(refused).toBeGreaterThan(count * 0.3);
}, 600_000);

function isPatternForRe2js(source: string): boolean {
  try {
    RE2JS.compile(source);
    return true;
  } catch {
    return false;
  }
}

/** `[[:]` is a class of two characters for RE2 and its Go port; re2js takes `[:]` for the name of a class. */
function isKnownDifference(source: string): boolean {
  return source.includes('[:]');
}
