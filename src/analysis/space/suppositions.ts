import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import { type AnswerSet, noAnswer, unclearAnswer, yesAnswer } from '../language/answer-set.ts';
import { OverBudget } from '../language/over-budget.ts';
import type { Atom } from './atom.ts';

/** Matchers of query languages on one path. */
const mostQueries = 4;

/**
 * What the query languages that these atoms ask, of which the proof knows no values, may answer of one value: each answers
 * all who ask it the same.
 */
export function suppositions(
  atoms: readonly Atom[],
  { anyQueryAnswer }: { readonly anyQueryAnswer: boolean },
): readonly ReadonlyMap<string, AnswerSet>[] {
  const forms = new Set<string>();
  for (const { matcher } of atoms) collectForms(matcher, forms);
  if (forms.size > mostQueries) throw new OverBudget('query matchers of one path');
  let all: readonly ReadonlyMap<string, AnswerSet>[] = [new Map()];
  for (const form of forms) {
    const answers = anyQueryAnswer ? [yesAnswer, noAnswer, unclearAnswer] : [yesAnswer];
    all = all.flatMap((supposed) => answers.map((answer) => new Map(supposed).set(form, answer)));
  }
  return all;
}

/** The query language that a matcher asks, if any. */
export function queryAsked(matcher: BoundMatcher): 'sql' | 'filter' | undefined {
  switch (matcher.kind) {
    case 'filter':
    case 'sql':
      return matcher.kind;
    case 'not':
      return queryAsked(matcher.matcher);
    case 'any_of':
    case 'all_of':
      for (const part of matcher.matchers) {
        const query = queryAsked(part);
        if (query !== undefined) return query;
      }
      return undefined;
    default:
      return undefined;
  }
}

/** Why what hangs on a query stays undecided. */
export function whyQueryIsOpen(query: 'sql' | 'filter'): string {
  return `\`${query}\` is proved by form only`;
}

function collectForms(matcher: BoundMatcher, forms: Set<string>): void {
  if (matcher.kind === 'sql' || matcher.kind === 'filter') forms.add(matcher.form);
  if (matcher.kind === 'not') collectForms(matcher.matcher, forms);
  if (matcher.kind === 'any_of' || matcher.kind === 'all_of')
    for (const part of matcher.matchers) collectForms(part, forms);
}
