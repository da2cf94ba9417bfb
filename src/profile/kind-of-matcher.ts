import type { Matcher } from '../model/matcher.ts';
import type { ArgumentKind } from './argument-names.ts';

/** What a matcher says of the values it takes; parts that say nothing are passed over. Undefined where no part tells. */
export function kindOfMatcher(matcher: Matcher): ArgumentKind | undefined {
  switch (matcher.kind) {
    case 'path_within':
      return 'path';
    case 'key_within':
      return 'key';
    case 'url':
    case 'email':
    case 'sql':
    case 'filter':
    case 'command':
      return matcher.kind;
    case 'shared':
    case 'not':
      return kindOfMatcher(matcher.matcher);
    case 'any_of':
    case 'all_of':
      for (const part of matcher.matchers) {
        const kind = kindOfMatcher(part);
        if (kind !== undefined) return kind;
      }
      return undefined;
    default:
      return undefined;
  }
}
