import { type AnswerSet, noAnswer, unclearAnswer, yesAnswer } from '../language/answer-set.ts';
import { OverBudget } from '../language/over-budget.ts';
import { boundQueries } from '../query/bound-queries.ts';
import type { Atom } from './atom.ts';
import type { QueryAnswers } from './spot.ts';

/** Matchers of query languages on one path. */
const mostQueries = 4;

/**
 * What the query matchers that these atoms ask may answer of one value: each form answers all who ask it the same.
 */
export function suppositions(
  atoms: readonly Atom[],
  { queries }: { readonly queries: QueryAnswers },
): readonly ReadonlyMap<string, AnswerSet>[] {
  const { sql, filters } = boundQueries(atoms.map(({ matcher }) => matcher));
  const forms = [...sql, ...filters].map(({ form }) => form);
  if (forms.length > mostQueries) throw new OverBudget('query matchers of one path');
  let all: readonly ReadonlyMap<string, AnswerSet>[] = [new Map()];
  for (const form of forms) {
    const answers = queries === 'yes' ? [yesAnswer] : [yesAnswer, noAnswer, unclearAnswer];
    all = all.flatMap((supposed) => answers.map((answer) => new Map(supposed).set(form, answer)));
  }
  return all;
}
