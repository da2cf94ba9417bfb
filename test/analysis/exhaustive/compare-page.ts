import type { Decision } from '../../../src/model/decision.ts';
import type { Verdict } from '../../reference/verdict.ts';
import type { Problem } from './check-claims.ts';
import type { SearchResult } from './search.ts';

/** Calls of the search, spread over it, about which engine and reference interpreter differ; `count` calls are asked. */
export function comparePage(
  { before, after, representatives }: SearchResult,
  count: number,
): readonly Problem[] {
  const step = Math.max(1, Math.floor(representatives.length / count));
  const sample = representatives.filter((_, index) => index % step === 0);
  return sample.flatMap((call): readonly Problem[] => {
    const same =
      isSame(before.decide(call), before.page(call)) &&
      isSame(after.decide(call), after.page(call)) &&
      isSame(before.decideUnbounded(call), before.pageUnbounded(call)) &&
      before.boundaries.every(({ ask, page }) => ask(call) === page(call));
    return same ? [] : [{ kind: 'page_differs', what: 'engine and page decide it differently', call }];
  });
}

function isSame(decision: Decision, verdict: Verdict): boolean {
  return decision.action === verdict.action && decision.code === verdict.code;
}
