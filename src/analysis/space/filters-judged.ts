import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import type { JsonObject } from '../../model/json.ts';
import { boundQueries } from '../query/bound-queries.ts';
import { triedFilters } from '../query/telling-filters.ts';
import type { ValueFrame } from './spot.ts';

/**
 * The filters that are tried and of which the `filter` matchers answer as supposed; undefined where there is no such
 * matcher, or nothing is judged: then one object stands for all.
 */
export function filtersJudged(
  matchers: readonly BoundMatcher[],
  { queries, judge, supposed, tenantId }: ValueFrame,
): readonly JsonObject[] | undefined {
  const { filters } = boundQueries(matchers);
  if (queries !== 'judged' || filters.length === 0) return undefined;
  return triedFilters(filters, tenantId).filter((value) =>
    filters.every((filter) => (judge.ofObject(filter, value) & (supposed.get(filter.form) ?? 0)) !== 0),
  );
}
