import type { PatternNode } from '../../pattern/pattern-node.ts';
import { type LiteralEnd, literalEnds } from '../literal-ends.ts';
import type { Markers } from './reference-markers.ts';
import { type Draft, exactDraft, isAnything, isExact, unique } from './suggestion-draft.ts';

/** `path_within` or `key_within` by the text that a pattern's matches begin with; `equals` for whole texts. */
export function suggestPrefix(node: PatternNode, kind: 'path' | 'key', markers: Markers): Draft | undefined {
  const ends = literalEnds(node, 'start');
  if (ends === undefined || ends.length === 0) return undefined;
  // Without `^`, a first slash or a separator tells that the beginning was meant.
  const meant = kind === 'path' ? /^\/./ : /^[^:/.]+[:/.]/;
  if (!ends.every(({ anchored, text }) => anchored || meant.test(text))) return undefined;
  const exact = exactDraft(ends, markers);
  if (exact !== undefined) return exact;
  const begins = ends.filter((end) => !isExact(end));
  const prefixes = unique(begins.map((end) => prefixOf(end, kind)));
  if (prefixes.some((prefix) => prefix === '' || prefix === '/')) return undefined;
  // A folder itself is within the folder.
  const others = ends.filter(isExact).filter(({ text }) => !prefixes.includes(`${text}/`) || kind === 'key');
  if (others.length > 0) return undefined;
  const form = kind === 'path' ? 'path prefix' : 'key prefix';
  const texts = prefixes.map((prefix) => markers.template(prefix));
  return {
    typed: { kind: kind === 'path' ? 'path_within' : 'key_within', prefixes: texts },
    narrower: begins.some((end) => isNarrower(end, prefixOf(end, kind))),
    checks: texts.map((text) => [form, text]),
  };
}

/** The folder that a beginning is meant to name. */
function prefixOf({ text, rest, next }: LiteralEnd, kind: 'path' | 'key'): string {
  const separators = kind === 'path' ? /\// : /[:/.]/;
  const isWhole = separators.test(text.slice(-1));
  if (isWhole) return text;
  if (kind === 'path' && (rest === 'open' || isAnything(next))) return `${text}/`;
  const last = [...text].findLastIndex((character) => separators.test(character));
  return [...text].slice(0, last + 1).join('');
}

function isNarrower({ text, rest, next }: LiteralEnd, prefix: string): boolean {
  if (text.length > prefix.length) return true;
  return rest === 'more' && !isAnything(next);
}
