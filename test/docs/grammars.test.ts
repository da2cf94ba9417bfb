import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalCommand, canonicalPathCommand } from '../../src/pattern/languages/command.ts';
import { canonicalEmail } from '../../src/pattern/languages/email.ts';
import { canonicalIp } from '../../src/pattern/languages/ip.ts';
import { canonicalKey } from '../../src/pattern/languages/key.ts';
import { canonicalPath } from '../../src/pattern/languages/path.ts';
import { canonicalUrl } from '../../src/pattern/languages/url.ts';
import type { PatternNode } from '../../src/pattern/pattern-node.ts';
import { answersOf } from '../pattern/languages/answers.ts';
import { nearly } from '../pattern/languages/mutate.ts';
import { effort } from '../pattern/matching.ts';
import { randomFrom } from '../reference/random.ts';
import { type Grammar, parseAbnf } from './abnf.ts';
import { derive } from './abnf-derive.ts';
import { makes, type Prose } from './abnf-match.ts';
import { readPage } from './page.ts';

/** What the grammars of the pages say in words. */
const prose: Prose = new Map([
  ['1 to 65535, without leading zeros', (text) => /^[1-9][0-9]{0,4}$/.test(text) && Number(text) < 65_536],
  ['0 to 255, without leading zeros', (text) => /^(0|[1-9][0-9]{0,2})$/.test(text) && Number(text) < 256],
  [
    'what RFC 5952 does not write',
    (text) => !isIPv6(text) || text.includes('%') || new URL(`http://[${text}]`).hostname !== `[${text}]`,
  ],
  [
    'a control (Cc) or format (Cf) character of Unicode, bidirectional ones among them',
    (text) => /^[\p{Cc}\p{Cf}]$/u.test(text),
  ],
  [
    'a character outside ASCII whose NFKC form holds ".", "/" or "\\"',
    (text) => /^[^\0-\x7f]$/u.test(text) && /[./\\]/.test(text.normalize('NFKC')),
  ],
]);

const samples: ReadonlyMap<string, readonly string[]> = new Map([
  ['1 to 65535, without leading zeros', ['1', '80', '443', '9999', '10000', '65535']],
  ['0 to 255, without leading zeros', ['0', '9', '10', '99', '100', '199', '249', '255']],
]);

/** The page that a grammar is on, its first rule, and the language of the matcher. */
const grammars: readonly (readonly [page: string, rule: string, language: PatternNode])[] = [
  ['path_within', 'path', canonicalPath()],
  ['key_within', 'key', canonicalKey()],
  ['url', 'url', canonicalUrl()],
  ['email', 'address', canonicalEmail()],
  ['ip_in', 'address', canonicalIp()],
  ['command', 'command', canonicalCommand()],
  ['command', 'command-with-paths', canonicalPathCommand()],
];

describe.each(grammars)('the grammar of docs/matchers/%s.md, from %s', (page, rule, language) => {
  const grammar = grammarOf(page);
  const answer = answersOf(language);
  const isCanonical = (text: string): boolean => answer(text) !== 'unclear';

  it('makes texts that are all canonical', () => {
    const made = new Set(derivations(grammar, rule, 400 * effort));
    expect(made.size).toBeGreaterThan(100);
    expect([...made].filter((text) => !isCanonical(text))).toEqual([]);
  });

  it('makes of what is nearly canonical just what is', () => {
    const texts = fc.constantFrom(...new Set(derivations(grammar, rule, 400)));
    const counts = { made: 0, refused: 0 };
    fc.assert(
      fc.property(nearly(texts), (text) => {
        fc.pre(!/\p{Surrogate}/u.test(text));
        const isMade = makes(grammar, rule, text, prose);
        counts[isMade ? 'made' : 'refused'] += 1;
        expect(isCanonical(text), JSON.stringify(text)).toBe(isMade);
      }),
      { numRuns: 400 * effort, seed: 23 },
    );
    expect(Math.min(counts.made, counts.refused)).toBeGreaterThan(40);
  });
});

/** The rules that all pages use, those of `ip_in` where hosts need them, and the page's own. */
function grammarOf(page: string): Grammar {
  const pages = page === 'url' ? ['README', 'ip_in', 'url'] : ['README', page];
  const blocks = pages.flatMap((name) => readPage(`docs/matchers/${name}.md`).blocks);
  return new Map(blocks.flatMap(({ language, text }) => (language === 'abnf' ? [...parseAbnf(text)] : [])));
}

/** Random texts of a rule, short enough for a recogniser without shortcuts. */
function derivations(grammar: Grammar, rule: string, count: number): readonly string[] {
  const random = randomFrom(29);
  const texts = Array.from({ length: count }, () =>
    derive({ grammar, prose, samples, random }, { kind: 'rule', name: rule }),
  );
  return texts.filter((text) => text !== undefined).filter((text) => text.length < 150);
}
