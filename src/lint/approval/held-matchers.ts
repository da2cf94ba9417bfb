import type { BoundaryEntry } from '../../model/documents.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { PathMatch } from '../../model/rule.ts';
import type { TemplateText } from '../../model/template-text.ts';
import type { UsedTool } from '../used-tools.ts';

/** What conditions and boundaries ask of the arguments of a call that is allowed. */
export interface Asked {
  readonly match: readonly PathMatch[];
  readonly boundaries: readonly BoundaryEntry[];
}

/** Whether whom or what a call reaches is held to named addresses, hosts or domains. */
export function holdsRecipients(tool: UsedTool, { match, boundaries }: Asked): boolean {
  const paths = new Set(
    tool.arguments.flatMap(({ kind, path }) => (kind === 'email' || kind === 'url' ? [path.text] : [])),
  );
  return [...match, ...matchersOf(boundaries)].some(
    ({ path, matcher }) => (paths.has(path.text) || isAddress(matcher)) && isLimiting(matcher),
  );
}

/** Whether an amount is held to a maximum. */
export function holdsAmount({ match, boundaries }: Asked): boolean {
  return [...match, ...matchersOf(boundaries)].some(({ matcher }) =>
    someIn(matcher, (part) => part.kind === 'number' && part.max !== undefined),
  );
}

/** Whether what is executed is one of listed programs or texts. */
export function holdsCommand(tool: UsedTool, { match, boundaries }: Asked): boolean {
  const paths = new Set(tool.arguments.flatMap(({ kind, path }) => (kind === 'command' ? [path.text] : [])));
  return [...match, ...matchersOf(boundaries)].some(({ path, matcher }) =>
    someIn(matcher, (part) => part.kind === 'command' || (part.kind === 'one_of' && paths.has(path.text))),
  );
}

interface Matched {
  readonly path: { readonly text: string };
  readonly matcher: Matcher;
}

function matchersOf(entries: readonly BoundaryEntry[]): readonly Matched[] {
  return entries.flatMap((entry) => (entry.kind === 'matcher' ? [entry] : []));
}

function isAddress(matcher: Matcher): boolean {
  return someIn(matcher, ({ kind }) => kind === 'email' || kind === 'url');
}

/** Whether a matcher that says yes has named what it takes. */
function isLimiting(matcher: Matcher): boolean {
  switch (matcher.kind) {
    case 'email':
    case 'url':
    case 'one_of':
    case 'key_within':
    case 'path_within':
    case 'ip_in':
      return true;
    case 'regex':
      return namesSomething(matcher.pattern);
    case 'any_of':
      return matcher.matchers.every(isLimiting);
    case 'all_of':
      return matcher.matchers.some(isLimiting);
    case 'shared':
      return isLimiting(matcher.matcher);
    default:
      return false;
  }
}

/** Whether a pattern has a word in it, beside what stands for many. How well it holds is the business of other rules. */
function namesSomething(pattern: TemplateText): boolean {
  if (pattern.some((part) => typeof part !== 'string')) return true;
  const text = pattern.filter((part) => typeof part === 'string').join('');
  return /[A-Za-z0-9]{3}/.test(text.replace(/\[[^\]]*\]|\\.|\(\?[a-zA-Z]+[:)]|\{[^}]*\}|https?/g, ' '));
}

function someIn(matcher: Matcher, test: (part: Matcher) => boolean): boolean {
  if (test(matcher)) return true;
  switch (matcher.kind) {
    case 'shared':
      return someIn(matcher.matcher, test);
    case 'any_of':
      return matcher.matchers.every((part) => someIn(part, test));
    case 'all_of':
      return matcher.matchers.some((part) => someIn(part, test));
    default:
      return false;
  }
}
