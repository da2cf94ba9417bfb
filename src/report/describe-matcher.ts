import type { Matcher } from '../model/matcher.ts';
import type { Bindings } from '../model/workspace.ts';
import { matcherText } from './matcher-text.ts';
import { writtenMatcher } from './written-matcher.ts';

/**
 * A matcher in words, with a tenant's values put in: `path_within /data/x/`. Not made safe to print. Throws `PolicyError`
 * where nothing gives a reference, which a workspace without errors does not have.
 */
export function describeMatcher(matcher: Matcher, bindings: Bindings): string {
  return matcherText(writtenMatcher(matcher, bindings));
}
