import type { Matcher } from '../../model/matcher.ts';

/** The first part of a matcher that is of that kind, itself included; what it denies is passed over. */
export function matcherPart<Kind extends Matcher['kind']>(
  matcher: Matcher,
  kind: Kind,
): Extract<Matcher, { readonly kind: Kind }> | undefined {
  if (isOf(matcher, kind)) return matcher;
  if (matcher.kind === 'shared') return matcherPart(matcher.matcher, kind);
  if (matcher.kind !== 'any_of' && matcher.kind !== 'all_of') return undefined;
  for (const part of matcher.matchers) {
    const found = matcherPart(part, kind);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isOf<Kind extends Matcher['kind']>(
  matcher: Matcher,
  kind: Kind,
): matcher is Extract<Matcher, { readonly kind: Kind }> {
  return matcher.kind === kind;
}
