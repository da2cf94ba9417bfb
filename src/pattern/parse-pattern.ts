import { type CodePointSet, complementOf } from './code-point-set.ts';
import { failSize, parseClass } from './parse-class.ts';
import { parseEscape } from './parse-escape.ts';
import { parseGroupOpening } from './parse-group.ts';
import { parseRepeat } from './parse-repeat.ts';
import { parseSetEscape, resolveNamedSet } from './parse-set-escape.ts';
import { type Assertion, anyCharacter, assertion, type PatternNode } from './pattern-node.ts';
import {
  comesNext,
  fail,
  type PatternError,
  type PatternReader,
  patternReader,
  setBudget,
  takeCodePoint,
} from './pattern-reader.ts';
import { type PatternTree, patternTree } from './pattern-tree.ts';
import { foldSet } from './unicode/fold-set.ts';
import { isWellFormed } from './well-formed.ts';

export type PatternParse =
  | { readonly ok: true; readonly node: PatternNode }
  | { readonly ok: false; readonly error: PatternError };

/** Longest pattern, in UTF-16 code units. */
const longestPattern = 65_536;

const allButNewline: PatternNode = { kind: 'chars', set: complementOf([0x0a, 0x0a]) };

/**
 * Reads a regular expression of the dialect (`docs/language.md`, "Matchers"): RE2 syntax without `\C`. The result is
 * searched in a text, not anchored to it. Takes time linear in the source, whatever it is.
 */
export function parsePattern(source: string, flags: { readonly ignoreCase: boolean }): PatternParse {
  const reader = patternReader(source, flags.ignoreCase);
  const node = parseAll(reader);
  if (node !== undefined && reader.error === undefined) return { ok: true, node };
  const fallback = { index: 0, end: source.length, message: 'this is no pattern', help: 'check its syntax' };
  return { ok: false, error: reader.error ?? fallback };
}

function parseAll(reader: PatternReader): PatternNode | undefined {
  const { source } = reader;
  if (source.length > longestPattern) {
    return fail(
      reader,
      longestPattern,
      source.length,
      `a pattern has at most ${longestPattern} characters`,
      'split it up',
    );
  }
  if (!isWellFormed(source)) {
    return fail(
      reader,
      0,
      source.length,
      'the pattern holds half a surrogate pair',
      'write the whole character',
    );
  }
  const tree = patternTree();
  while (reader.at < source.length) {
    if (!parseStep(reader, tree)) return undefined;
    if (reader.setSize > setBudget) return failSize(reader, 0);
  }
  return tree.close(reader);
}

/** Reads what comes next into the tree. */
function parseStep(reader: PatternReader, tree: PatternTree): boolean {
  switch (reader.source.charAt(reader.at)) {
    case '(':
      return parseOpening(reader, tree);
    case ')':
      return tree.closeGroup(reader);
    case '|':
      reader.at += 1;
      tree.nextOption();
      return true;
    case '*':
    case '+':
    case '?':
    case '{': {
      const repetition = parseRepeat(reader);
      if (repetition === 'none') break;
      return repetition !== undefined && tree.repeat(reader, repetition);
    }
    case '\\':
      return parseBackslash(reader, tree);
    case '[':
      return addSet(tree, parseClass(reader));
    case '^':
      return addAssertion(reader, tree, 1, reader.flags.multiLine ? 'line_start' : 'text_start');
    case '$':
      return addAssertion(reader, tree, 1, reader.flags.multiLine ? 'line_end' : 'text_end');
    case '.':
      reader.at += 1;
      tree.add(reader.flags.dotAll ? anyCharacter : allButNewline);
      return true;
  }
  return addCharacter(reader, tree, takeCodePoint(reader));
}

function parseOpening(reader: PatternReader, tree: PatternTree): boolean {
  const start = reader.at;
  const opening = parseGroupOpening(reader);
  if (opening === undefined) return false;
  if (opening.kind === 'group' && !tree.openGroup(reader, start)) return false;
  if (opening.kind === 'flags') tree.endRepetition();
  reader.flags = opening.flags;
  return true;
}

function parseBackslash(reader: PatternReader, tree: PatternTree): boolean {
  if (comesNext(reader, '\\A')) return addAssertion(reader, tree, 2, 'text_start');
  if (comesNext(reader, '\\z')) return addAssertion(reader, tree, 2, 'text_end');
  if (comesNext(reader, '\\b')) return addAssertion(reader, tree, 2, 'word_boundary');
  if (comesNext(reader, '\\B')) return addAssertion(reader, tree, 2, 'not_word_boundary');
  if (comesNext(reader, '\\Q')) return parseQuotation(reader, tree);
  const named = parseSetEscape(reader);
  if (named === undefined) return false;
  if (named !== 'none') return addSet(tree, resolveNamedSet(reader, named));
  return addCharacter(reader, tree, parseEscape(reader, false));
}

/** `\Q...\E`: characters that stand for themselves; without `\E`, to the end. */
function parseQuotation(reader: PatternReader, tree: PatternTree): boolean {
  const close = reader.source.indexOf('\\E', reader.at + 2);
  const end = close < 0 ? reader.source.length : close;
  reader.at += 2;
  tree.endRepetition();
  while (reader.at < end) addCharacter(reader, tree, takeCodePoint(reader));
  reader.at = close < 0 ? end : end + 2;
  return true;
}

function addCharacter(reader: PatternReader, tree: PatternTree, code: number | undefined): boolean {
  if (code === undefined) return false;
  const set: CodePointSet = code >= 0xd800 && code <= 0xdfff ? [] : [code, code];
  return addSet(tree, reader.flags.ignoreCase ? foldSet(set) : set);
}

function addSet(tree: PatternTree, set: CodePointSet | undefined): boolean {
  if (set === undefined) return false;
  tree.add({ kind: 'chars', set });
  return true;
}

function addAssertion(reader: PatternReader, tree: PatternTree, length: number, what: Assertion): boolean {
  reader.at += length;
  tree.add(assertion(what));
  return true;
}
