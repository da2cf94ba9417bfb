import { setOfText, unionOf } from '../code-point-set.ts';
import {
  allOf,
  anyText,
  choice,
  emptyText,
  literal,
  noneOf,
  not,
  oneOf,
  optional,
  type PatternNode,
  repeat,
  sequence,
  wholeText,
} from '../pattern-node.ts';
import { invisibleCharacters, pathAlikes } from './canonical-sets.ts';

let canonical: PatternNode | undefined;

/**
 * Absolute POSIX paths that no reader takes for another one: no dot segment, no empty segment but a last one, no
 * backslash, no `%` before two hex digits, no control or format character, and none that NFKC turns into `.`, `/` or
 * `\`. `/` alone is one.
 */
export function canonicalPath(): PatternNode {
  canonical ??= wholeText(canonicalStretch());
  return canonical;
}

/** Canonical paths at or below `prefix`, by whole segments. A trailing slash of the prefix says nothing. */
export function pathWithin(prefix: string): PatternNode {
  const base = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
  return wholeText(
    allOf(canonicalPath(), sequence(literal(base), optional(sequence(literal('/'), anyText)))),
  );
}

function canonicalStretch(): PatternNode {
  const inSegment = noneOf(unionOf(invisibleCharacters(), pathAlikes(), setOfText('/\\')));
  const segment = allOf(repeat(inSegment, 1), not(choice(literal('.'), literal('..'))));
  const segments = sequence(segment, repeat(sequence(literal('/'), segment), 0));
  const path = sequence(literal('/'), choice(emptyText, sequence(segments, optional(literal('/')))));
  const hex = oneOf('0123456789abcdefABCDEF');
  return allOf(path, not(sequence(anyText, literal('%'), hex, hex, anyText)));
}
