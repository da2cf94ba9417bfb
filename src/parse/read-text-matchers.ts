import type { Matcher, ScalarText } from '../model/matcher.ts';
import { keyPrefixProblem, pathPrefixProblem } from '../text/canonical-prefix.ts';
import { booleanField, field, isText, oneOrMore, present } from './fields.ts';
import type { LocatedNode } from './located-node.ts';
import { type MatcherContext, readTexts } from './matcher-context.ts';
import { checkPatternEscapes } from './quoted-text.ts';
import { readTemplateText } from './read-template-text.ts';

/** A pattern as a plain string. */
export function readPattern(
  context: MatcherContext,
  node: LocatedNode,
  ignoreCase: boolean,
): Matcher | undefined {
  const { problems, scope } = context;
  const pattern = readTemplateText(problems, node, 'text', scope);
  if (pattern === undefined || node.kind !== 'scalar') return undefined;
  checkPatternEscapes(problems, node);
  return { kind: 'regex', pattern, ignoreCase, place: problems.place(node) };
}

/** `regex: {pattern, ignore_case}`, or a pattern alone. The matcher's place is the pattern's. */
export function readRegex(context: MatcherContext, node: LocatedNode): Matcher | undefined {
  if (node.kind !== 'map') return readPattern(context, node, false);
  const pattern = field(node, 'pattern');
  if (pattern !== undefined)
    return readPattern(context, pattern, booleanField(context.problems, node, 'ignore_case') ?? false);
  context.problems.misfit(node);
  return undefined;
}

/** `equals` and `one_of`. */
export function readOneOf(
  context: MatcherContext,
  node: LocatedNode,
  spelling: 'equals' | 'one_of',
): Matcher {
  const values = readScalars(context, node, spelling === 'one_of');
  return { kind: 'one_of', values, spelling, place: context.problems.place(node) };
}

/** `contains` and `contains_any`. */
export function readContains(
  context: MatcherContext,
  node: LocatedNode,
  spelling: 'contains' | 'contains_any',
): Matcher {
  const values = readScalars(context, node, spelling === 'contains_any');
  return { kind: 'contains', values, spelling, place: context.problems.place(node) };
}

/** `path_within` and `key_within`. */
export function readWithin(
  context: MatcherContext,
  node: LocatedNode,
  kind: 'path_within' | 'key_within',
): Matcher {
  const check = kind === 'path_within' ? pathPrefixProblem : keyPrefixProblem;
  return { kind, prefixes: readTexts(context, node, 'prefix', check), place: context.problems.place(node) };
}

/** A scalar that an argument is compared with. */
export function readScalar(
  context: MatcherContext,
  node: LocatedNode,
  use: 'whole' | 'text',
): ScalarText | undefined {
  if (isText(node)) {
    const text = readTemplateText(context.problems, node, use, context.scope);
    return text === undefined ? undefined : { kind: 'text', text };
  }
  if (node.kind === 'scalar' && node.value !== null) return { kind: 'scalar', value: node.value };
  context.problems.misfit(node);
  return undefined;
}

function readScalars(context: MatcherContext, node: LocatedNode, many: boolean): ScalarText[] {
  const nodes = many ? oneOrMore(node) : [node];
  return present(nodes.map((item) => readScalar(context, item, 'whole')));
}
