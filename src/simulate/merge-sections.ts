import { mergeAttacks } from './attacks/attacks-result.ts';
import type { SectionResults } from './section-results.ts';
import { mergeApprovals } from './sections/approvals.ts';
import { mergeChanges } from './sections/changes.ts';
import { mergeCoverage } from './sections/coverage.ts';
import { mergeExpectations } from './sections/expectations.ts';
import { mergeLimits } from './sections/limits.ts';
import { mergeResults } from './sections/results.ts';
import { mergeSwap } from './sections/swap.ts';

/** Joins what two parts of a run learned. Both parts were asked for the same sections. */
export function mergeSections(
  one: Partial<SectionResults>,
  other: Partial<SectionResults>,
): Partial<SectionResults> {
  const approvals = join(one.approvals, other.approvals, mergeApprovals);
  const attacks = join(one.attacks, other.attacks, mergeAttacks);
  const changes = join(one.changes, other.changes, mergeChanges);
  const coverage = join(one.coverage, other.coverage, mergeCoverage);
  const expectations = join(one.expectations, other.expectations, mergeExpectations);
  const limits = join(one.limits, other.limits, mergeLimits);
  const results = join(one.results, other.results, mergeResults);
  const swap = join(one.swap, other.swap, mergeSwap);
  return {
    ...(approvals === undefined ? {} : { approvals }),
    ...(attacks === undefined ? {} : { attacks }),
    ...(changes === undefined ? {} : { changes }),
    ...(coverage === undefined ? {} : { coverage }),
    ...(expectations === undefined ? {} : { expectations }),
    ...(limits === undefined ? {} : { limits }),
    ...(results === undefined ? {} : { results }),
    ...(swap === undefined ? {} : { swap }),
  };
}

function join<Result>(
  one: Result | undefined,
  other: Result | undefined,
  merge: (one: Result, other: Result) => Result,
): Result | undefined {
  return one === undefined || other === undefined ? (one ?? other) : merge(one, other);
}
