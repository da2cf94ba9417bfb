import type { TemplateText } from '../model/template-text.ts';
import { oneOrMore, present } from './fields.ts';
import type { LocatedNode } from './located-node.ts';
import type { Problems } from './problems.ts';
import { readTemplateText, type TextScope, type TextUse } from './read-template-text.ts';

/** What a matcher's reader needs to know of where the matcher stands. */
export interface MatcherContext {
  readonly problems: Problems;
  readonly scope: TextScope;
  readonly underNot: boolean;
}

/** Checks the form of a text; the problem in words, or undefined. */
export type FormCheck = (text: string) => string | undefined;

/** The texts of a list, or of one text alone, each held to a form. */
export function readTexts(
  context: MatcherContext,
  node: LocatedNode | undefined,
  use: TextUse,
  check: FormCheck,
): readonly TemplateText[] {
  if (node === undefined) return [];
  return present(oneOrMore(node).map((item) => readFormed(context, item, use, check)));
}

/** A text held to a form. References count as letters, and one that may stand for the whole text is not checked. */
export function readFormed(
  context: MatcherContext,
  node: LocatedNode,
  use: TextUse,
  check: FormCheck,
): TemplateText | undefined {
  const text = readTemplateText(context.problems, node, use, context.scope);
  if (text === undefined || isOpenForm(text)) return text;
  const problem = check(text.map((part) => (typeof part === 'string' ? part : 'x')).join(''));
  if (problem !== undefined)
    context.problems.add('schema/invalid', node, { message: problem, label: 'not in this form' });
  return text;
}

// A text that begins with a variable has its form from there.
function isOpenForm(text: TemplateText): boolean {
  const [first] = text;
  return first !== undefined && typeof first !== 'string' && first.ref === 'vars';
}
