import type { BoundFilter, BoundMatcher, BoundSql } from '../../engine/compile/bound-matcher.ts';

/** The query matchers in a matcher. */
export interface BoundQueries {
  readonly sql: readonly BoundSql[];
  readonly filters: readonly BoundFilter[];
}

/** Those of all the matchers, each form once, in the order in which they stand. */
export function boundQueries(matchers: Iterable<BoundMatcher>): BoundQueries {
  const sql = new Map<string, BoundSql>();
  const filters = new Map<string, BoundFilter>();
  const visit = (matcher: BoundMatcher): void => {
    switch (matcher.kind) {
      case 'sql':
        sql.set(matcher.form, matcher);
        break;
      case 'filter':
        filters.set(matcher.form, matcher);
        break;
      case 'not':
        visit(matcher.matcher);
        break;
      case 'any_of':
      case 'all_of':
        matcher.matchers.forEach(visit);
        break;
      default:
    }
  };
  for (const matcher of matchers) visit(matcher);
  return { sql: [...sql.values()], filters: [...filters.values()] };
}
