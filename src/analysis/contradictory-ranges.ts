import type { Matcher } from '../model/matcher.ts';
import type { Bindings } from '../model/workspace.ts';
import { boundsOf } from './number-bounds.ts';

/**
 * Whether the numbers, or the lengths, that all parts of an `all_of` ask for leave none over, with a tenant's values in
 * them: then no value gets yes from all of it, whatever its other parts say.
 */
export function hasContradictoryRanges(matcher: Matcher, bindings: Bindings): boolean {
  const parts = [...conjuncts(matcher)];
  return (
    isEmptyRange(
      parts.filter((part) => part.kind === 'number'),
      bindings,
      parts.some((part) => part.kind === 'number' && part.integer),
    ) ||
    isEmptyRange(
      parts.filter((part) => part.kind === 'length'),
      bindings,
      true,
    )
  );
}

function isEmptyRange(
  ranges: readonly Extract<Matcher, { readonly kind: 'number' | 'length' }>[],
  bindings: Bindings,
  wholeOnly: boolean,
): boolean {
  const bounds = ranges.map((range) => boundsOf(range, bindings));
  const min = Math.max(...bounds.map((bound) => bound.min));
  const max = Math.min(...bounds.map((bound) => bound.max));
  return wholeOnly ? Math.ceil(min) > Math.floor(max) : min > max;
}

/** What must all say yes of a value for the whole to do so. */
function* conjuncts(matcher: Matcher): Generator<Matcher> {
  if (matcher.kind === 'shared') yield* conjuncts(matcher.matcher);
  else if (matcher.kind === 'all_of') for (const part of matcher.matchers) yield* conjuncts(part);
  else yield matcher;
}
