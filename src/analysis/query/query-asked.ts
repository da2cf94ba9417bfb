import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import { boundQueries } from './bound-queries.ts';

/** The query language that a matcher asks, if any. */
export function queryAsked(matcher: BoundMatcher): 'sql' | 'filter' | undefined {
  const { sql, filters } = boundQueries([matcher]);
  if (sql.length > 0) return 'sql';
  return filters.length > 0 ? 'filter' : undefined;
}

/** Why what hangs on a query stays undecided. */
export function whyQueryIsOpen(query: 'sql' | 'filter'): string {
  return `\`${query}\` is proved by form only`;
}
