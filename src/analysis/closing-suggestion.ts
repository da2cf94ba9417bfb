import type { Matcher } from '../model/matcher.ts';
import type { Bindings } from '../model/workspace.ts';
import type { ArgumentKind } from '../profile/argument-names.ts';
import { asksOnlyCondition } from './asks-only-condition.ts';
import { haveCommonText } from './common-text.ts';
import type { LanguageAlgebra } from './language/language-algebra.ts';
import { OverBudget } from './language/over-budget.ts';
import { matcherFlow } from './matcher-flow.ts';
import { queryOf } from './query/query-of.ts';
import { judgeTexts } from './text-judgement.ts';
import { fromBoundary, suggestMatcher, type TypedSuggestion } from './typed-suggestion.ts';

type Regex = Extract<Matcher, { readonly kind: 'regex' }>;

/** A regex that lets calls out of a boundary, and for whom. */
export interface OpenRegex {
  readonly regex: Regex;
  readonly kind: ArgumentKind | undefined;
  readonly boundary: Matcher;
  /** At least one. */
  readonly tenants: readonly Bindings[];
}

/** More tenants are not asked one by one: then only what is the boundary's by form is sure to stay within it. */
const mostAsked = 32;

/**
 * The typed matcher that takes the place of a regex and lets nothing out for any of the tenants: the one that the regex
 * means, where that stays within the boundary; else the boundary's own, beside the regex where it alone would take more.
 * Undefined where the boundary has no typed form.
 */
export function suggestClosing(open: OpenRegex, algebra: LanguageAlgebra): TypedSuggestion | undefined {
  const { regex, kind = 'text', boundary, tenants } = open;
  const asked = tenants.slice(0, mostAsked);
  const meant = suggestMatcher(regex, kind, tenants[0]);
  if (meant !== undefined) {
    if (isPartByForm(meant.matcher, boundary)) return meant;
    if (tenants.length <= mostAsked && isWithin(meant.matcher, boundary, asked, algebra)) return meant;
  }
  const own = fromBoundary(boundary);
  if (own === undefined) return undefined;
  const known = meant === undefined ? [regex] : [regex, meant.matcher];
  const isNoMore =
    queryOf(own) === undefined
      ? known.some((matcher) => isWithin(own, matcher, asked, algebra))
      : asksOnlyCondition(regex, own, asked, algebra);
  const matcher: Matcher = isNoMore ? own : { kind: 'all_of', matchers: [own, regex], place: regex.place };
  return { matcher, text: matcherFlow(matcher) };
}

/** Whether it is the boundary or one of its alternatives, letter by letter. */
function isPartByForm(matcher: Matcher, boundary: Matcher): boolean {
  if (boundary.kind === 'shared') return isPartByForm(matcher, boundary.matcher);
  if (boundary.kind === 'any_of') return boundary.matchers.some((part) => isPartByForm(matcher, part));
  return matcherFlow(matcher) === matcherFlow(boundary);
}

/** Whether all that `inner` takes is taken by `outer`, for each of the tenants. What is not sure is false. */
function isWithin(
  inner: Matcher,
  outer: Matcher,
  tenants: readonly Bindings[],
  algebra: LanguageAlgebra,
): boolean {
  if (!takesTextsOnly(inner) || !isJudged(outer)) return false;
  algebra.begin();
  try {
    return tenants.every((bindings) => {
      const [less, more] = [inner, outer].map((matcher) => judgeTexts(matcher, bindings, algebra)?.yes);
      return less !== undefined && more !== undefined && !haveCommonText([less, algebra.not(more)]);
    });
  } catch (error) {
    if (error instanceof OverBudget) return false;
    throw error;
  }
}

/** What it takes are texts, or lists of them, and each text tells by itself. */
function takesTextsOnly(matcher: Matcher): boolean {
  switch (matcher.kind) {
    case 'any_of':
      return matcher.matchers.every(takesTextsOnly);
    case 'all_of':
      return matcher.matchers.every(isJudged) && matcher.matchers.some(takesTextsOnly);
    case 'one_of':
      return matcher.values.every(({ kind }) => kind === 'text');
    case 'path_within':
    case 'key_within':
    case 'url':
    case 'email':
    case 'ip_in':
    case 'command':
      return true;
    default:
      return false;
  }
}

/** Whether each text tells by itself if it is taken: no items are counted, no query is read. */
function isJudged(matcher: Matcher): boolean {
  switch (matcher.kind) {
    case 'any_of':
    case 'all_of':
      return matcher.matchers.every(isJudged);
    case 'shared':
      return isJudged(matcher.matcher);
    case 'regex':
    case 'one_of':
    case 'exists':
      return true;
    default:
      return takesTextsOnly(matcher);
  }
}
