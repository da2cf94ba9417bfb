import type { Matcher } from '../../model/matcher.ts';

/** The query language that a matcher, as it is written, asks somewhere; undefined for none. */
export function queryOf(matcher: Matcher): 'sql' | 'filter' | undefined {
  switch (matcher.kind) {
    case 'sql':
    case 'filter':
      return matcher.kind;
    case 'not':
    case 'shared':
      return queryOf(matcher.matcher);
    case 'any_of':
    case 'all_of': {
      const asked = matcher.matchers.map(queryOf);
      return asked.includes('sql') ? 'sql' : asked.find((query) => query !== undefined);
    }
    default:
      return undefined;
  }
}
