import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compileScanner } from '../../src/pattern/compile-scanner.ts';
import { parsePattern } from '../../src/pattern/parse-pattern.ts';
import { effort, matching } from './matching.ts';
import { createRandom } from './random.ts';
import { randomPattern, randomPatternLike, randomText } from './random-pattern.ts';

/** A Python that has google-re2 installed. */
const python = process.env.BULKHEAD_RE2_PYTHON;
const oracle = fileURLToPath(new URL('../../scripts/oracle-re2.py', import.meta.url));

interface Question {
  readonly source: string;
  readonly ignoreCase: boolean;
  readonly texts: readonly string[];
  /** Null where the pattern is refused. */
  readonly ours: readonly boolean[] | null;
}

test.skipIf(python === undefined)(
  'native RE2 gives the same answers',
  () => {
    const random = createRandom(effort);
    const disagreements: string[] = [];
    for (let round = 0; round < effort; round += 1) {
      const questions = Array.from({ length: 4_000 }, (_, i) => question(random, i % 2 === 0)).filter(
        isComparable,
      );
      const answers = ask(python ?? '', questions);
      questions.forEach(({ source, ignoreCase, texts, ours }, i) => {
        if (JSON.stringify(ours) === JSON.stringify(answers[i])) return;
        disagreements.push(JSON.stringify({ source, ignoreCase, texts, ours, native: answers[i] }));
      });
    }
    expect(disagreements).toEqual([]);
  },
  3_600_000,
);

function question(random: ReturnType<typeof createRandom>, isPattern: boolean): Question {
  const pattern = isPattern ? randomPattern(random) : { source: randomPatternLike(random), sample: () => '' };
  const ignoreCase = random.chance(0.3);
  const texts = isPattern ? Array.from({ length: 8 }, () => randomText(random, pattern)) : [];
  const parsed = parsePattern(pattern.source, { ignoreCase });
  if (!parsed.ok) return { source: pattern.source, ignoreCase, texts, ours: null };
  const compiled = compileScanner([parsed.node]);
  if (!compiled.ok) return { source: pattern.source, ignoreCase, texts: [], ours: [] };
  const ours = texts.map((text) => matching(compiled.scanner, text).length === 1);
  return { source: pattern.source, ignoreCase, texts, ours };
}

/** Native RE2 knows `\C`, and it reads bytes, so that for it `\B` also stands inside a character outside ASCII. */
function isComparable({ source, texts }: Question): boolean {
  if (source.includes('\\C')) return false;
  return !source.includes('\\B') || texts.every((text) => /^[\0-\x7f]*$/.test(text));
}

function ask(command: string, questions: readonly Question[]): unknown[] {
  const input = questions.map(({ source, ignoreCase, texts }) =>
    JSON.stringify({ p: source, i: ignoreCase, t: texts }),
  );
  const output = execFileSync(command, [oracle], {
    input: `${input.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
