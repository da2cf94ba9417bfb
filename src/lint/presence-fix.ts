import type { Escape } from '../analysis/prove-tool.ts';
import { queryOf } from '../analysis/query/query-of.ts';
import { matcherFlow } from '../analysis/matcher-flow.ts';
import { fromBoundary } from '../analysis/typed-suggestion.ts';
import type { Matcher } from '../model/matcher.ts';
import type { SourceText } from '../text/source-text.ts';
import type { ClosingFix } from './closing-fix.ts';

const key = /(?:exists|'exists'|"exists")[ \t]*:[ \t]*$/;
const longestKey = 40;

/**
 * The boundary's query matcher in place of `exists: true`, which asks for a query or filter and lets it be any; undefined
 * for other matchers and boundaries.
 */
export function presenceFix(
  asked: Matcher,
  { boundary: { matcher: boundary } }: Escape,
  sources: ReadonlyMap<string, SourceText>,
): ClosingFix | undefined {
  if (asked.kind !== 'exists' || !asked.exists || queryOf(boundary) === undefined) return undefined;
  const own = fromBoundary(boundary);
  if (own === undefined || (own.kind !== 'sql' && own.kind !== 'filter')) return undefined;
  const text = matcherFlow(own);
  const { file, start, end } = asked.place;
  const head = sources.get(file)?.text.slice(Math.max(start - longestKey, 0), start) ?? '';
  const [written] = key.exec(head) ?? [];
  if (written === undefined) return { text };
  const inner = text.replace(/^\{ (.*) \}$/s, '$1');
  const edits = [{ file, start: start - written.length, end, text: inner }];
  return { text, fix: { title: `write ${text}`, safe: false, edits } };
}
