import type { Matcher } from '../../model/matcher.ts';

/** A boundary's matcher without what any tenant may reach; undefined where nothing else is left. */
export function withoutShared(matcher: Matcher): Matcher | undefined {
  switch (matcher.kind) {
    case 'shared':
      return undefined;
    case 'any_of': {
      const matchers = matcher.matchers.flatMap((part) => withoutShared(part) ?? []);
      return matchers.length === 0 ? undefined : { ...matcher, matchers };
    }
    case 'all_of': {
      const matchers = matcher.matchers.map(withoutShared).filter((part) => part !== undefined);
      return matchers.length < matcher.matchers.length ? undefined : { ...matcher, matchers };
    }
    default:
      return matcher;
  }
}
