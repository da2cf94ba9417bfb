import { oneOf, repeat, wholeText } from '../../pattern/pattern-node.ts';
import { fewTexts } from '../language/few-texts.ts';
import { exampleOf, isEmptyLanguage, type Language } from '../language/language-algebra.ts';
import { OverBudget } from '../language/over-budget.ts';
import { boundQueries } from '../query/bound-queries.ts';
import type { Atom } from './atom.ts';
import type { ValueFrame } from './spot.ts';

/** What is looked for among the texts that answers were supposed of. */
interface TextSearch {
  readonly atoms: readonly Atom[];
  /** Some matcher reads the text, which must not be too long for it. */
  readonly isRead: boolean;
  readonly frame: ValueFrame;
}

/** Sets of so few texts are looked through one by one. */
const mostListed = 64;

/**
 * A text of the set of which query matchers answer as supposed. Where they may answer anything, a short one stands for
 * all, unless there are so few that each can be asked. Throws `OverBudget`.
 */
export function fittingText(texts: Language, search: TextSearch): string | undefined {
  const { frame, isRead, atoms } = search;
  const { sql } = boundQueries(atoms.map(({ matcher }) => matcher));
  const plain = (): string | undefined => (isRead ? shortText(texts, frame) : exampleOf(texts));
  if (sql.length === 0 || frame.queries === 'yes' || isEmptyLanguage(texts)) return plain();
  // Queries that are judged have been looked for before.
  if (frame.queries === 'judged') return undefined;
  frame.algebra.spend(texts.dfa.states);
  const few = frame.judge.readsSql ? fewTexts(texts, mostListed) : undefined;
  if (few === undefined) return plain();
  return few.find(
    (text) =>
      bytesOf(text) <= frame.maxTextBytes &&
      sql.every(
        (matcher) => (frame.judge.ofText(matcher, text) & (frame.supposed.get(matcher.form) ?? 0)) !== 0,
      ),
  );
}

/** A text of the set that is no longer than matchers read. Throws `OverBudget` where that cannot be told. */
function shortText(texts: Language, { algebra, maxTextBytes }: ValueFrame): string | undefined {
  const shortest = exampleOf(texts);
  if (shortest === undefined || bytesOf(shortest) <= maxTextBytes) return shortest;
  // No other has fewer characters, and each is at least a byte.
  if ([...shortest].length > maxTextBytes) return undefined;
  const ascii = algebra.of('ascii', () => wholeText(repeat(oneOf([0, 0x7f]), 0)));
  const plain = exampleOf(algebra.and(texts, ascii));
  if (plain !== undefined && plain.length <= maxTextBytes) return plain;
  throw new OverBudget('bytes of a text');
}

/** UTF-8 bytes of a well-formed text. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
