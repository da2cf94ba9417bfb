import type { Matcher } from '../model/matcher.ts';
import { asItems, isText, present } from './fields.ts';
import type { LocatedNode } from './located-node.ts';
import type { MatcherContext } from './matcher-context.ts';
import { readCommand, readEmail, readIpIn, readRange, readUrl } from './read-form-matchers.ts';
import { readFilter, readSql } from './read-query-matchers.ts';
import { readContains, readOneOf, readPattern, readRegex, readWithin } from './read-text-matchers.ts';

type MatcherReader = (context: MatcherContext, node: LocatedNode) => Matcher | undefined;

/**
 * A matcher as written: text is a pattern, a mapping of one key a typed matcher. The matcher's place is the text, or the
 * value of that key.
 */
export function readMatcher(context: MatcherContext, node: LocatedNode): Matcher | undefined {
  if (isText(node)) return readPattern(context, node, false);
  const entries = node.kind === 'map' ? [...node.entries.values()] : [];
  const [entry] = entries;
  const read = readers.get(entry?.key ?? '');
  if (entry === undefined || read === undefined || entries.length > 1) {
    context.problems.misfit(node);
    return undefined;
  }
  return read(context, entry.value);
}

const readers: ReadonlyMap<string, MatcherReader> = new Map<string, MatcherReader>([
  ['regex', readRegex],
  ['equals', (context, node) => readOneOf(context, node, 'equals')],
  ['one_of', (context, node) => readOneOf(context, node, 'one_of')],
  ['contains', (context, node) => readContains(context, node, 'contains')],
  ['contains_any', (context, node) => readContains(context, node, 'contains_any')],
  ['path_within', (context, node) => readWithin(context, node, 'path_within')],
  ['key_within', (context, node) => readWithin(context, node, 'key_within')],
  ['url', readUrl],
  ['email', readEmail],
  ['ip_in', readIpIn],
  ['number', (context, node) => readRange(context, node, 'number')],
  ['length', (context, node) => readRange(context, node, 'length')],
  ['sql', readSql],
  ['filter', readFilter],
  ['command', readCommand],
  ['exists', readExists],
  ['not', readNot],
  ['any_of', (context, node) => readAll(context, node, 'any_of')],
  ['all_of', (context, node) => readAll(context, node, 'all_of')],
  ['shared', readShared],
]);

function readExists(context: MatcherContext, node: LocatedNode): Matcher | undefined {
  if (context.underNot) {
    context.problems.add('schema/invalid', node, {
      message: '`exists` may not stand under `not`',
      label: 'under `not`',
      help: 'write `exists: false` beside it, in `any_of` or `all_of`',
    });
  }
  if (node.kind === 'scalar' && typeof node.value === 'boolean') {
    return { kind: 'exists', exists: node.value, place: context.problems.place(node) };
  }
  context.problems.misfit(node);
  return undefined;
}

function readNot(context: MatcherContext, node: LocatedNode): Matcher | undefined {
  const matcher = readMatcher({ ...context, underNot: true }, node);
  return matcher === undefined ? undefined : { kind: 'not', matcher, place: context.problems.place(node) };
}

function readAll(context: MatcherContext, node: LocatedNode, kind: 'any_of' | 'all_of'): Matcher {
  const matchers = present(asItems(context.problems, node).map((item) => readMatcher(context, item)));
  return { kind, matchers, place: context.problems.place(node) };
}

function readShared(context: MatcherContext, node: LocatedNode): Matcher | undefined {
  if (context.underNot) {
    context.problems.add('schema/invalid', node, {
      message: '`shared` may not stand under `not`',
      label: 'misplaced',
    });
  }
  const matcher = readMatcher(context, node);
  return matcher === undefined ? undefined : { kind: 'shared', matcher, place: context.problems.place(node) };
}
