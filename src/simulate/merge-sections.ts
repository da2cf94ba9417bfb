import { mergeAttacks } from './attacks/attacks-result.ts';
import type { SectionResults } from './section-results.ts';
import { mergeChanges } from './sections/changes.ts';

/** Joins what two parts of a run learned. Both parts were asked for the same sections. */
export function mergeSections(
  one: Partial<SectionResults>,
  other: Partial<SectionResults>,
): Partial<SectionResults> {
  const attacks = join(one.attacks, other.attacks, mergeAttacks);
  const changes = join(one.changes, other.changes, mergeChanges);
  return {
    ...(attacks === undefined ? {} : { attacks }),
    ...(changes === undefined ? {} : { changes }),
  };
}

function join<Result>(
  one: Result | undefined,
  other: Result | undefined,
  merge: (one: Result, other: Result) => Result,
): Result | undefined {
  return one === undefined || other === undefined ? (one ?? other) : merge(one, other);
}
