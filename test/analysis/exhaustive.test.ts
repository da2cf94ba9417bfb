import { describe, expect, it } from 'vitest';
import { analysisClaims } from './exhaustive/analysis-claims.ts';
import { checkClaims, type Problem, unsettledParts } from './exhaustive/check-claims.ts';
import { claimFaults } from './exhaustive/claim-faults.ts';
import type { Claims } from './exhaustive/claims.ts';
import { comparePage } from './exhaustive/compare-page.ts';
import { describeProblem } from './exhaustive/describe-problem.ts';
import { enumerateClaims } from './exhaustive/enumerate-claims.ts';
import { forgottenClasses, isWithout, sharedMisreadings } from './exhaustive/faults.ts';
import { generateCase } from './exhaustive/generate-case.ts';
import { missights } from './exhaustive/missights.ts';
import { type SearchResult, search } from './exhaustive/search.ts';
import type { SearchCase } from './exhaustive/search-case.ts';

/** Of so many cases each fault is noticed in one, most of them in one of a few: those come first. */
const mostTries = 120;
const telling = [17, 19, 28, 32, 34, 35, 45, 53, 55, 56, 64, 74, 95, 96, 108, 109, 113];
const order = [...new Set([...telling, ...Array(mostTries).keys()])];

const isLong = process.env.BULKHEAD_LONG === '1';
const tries = isLong ? mostTries : 30;
const cases = isLong ? 5_000 : tries;

/** Of so many in a hundred cases the analysis may leave something open. */
const mostUndecided = 10;

/** So many in a hundred conditions and actions may be neither reached by the search nor called unreachable. */
const mostUnsettled = 8;

function problemsOf(tried: SearchCase): readonly Problem[] {
  return problemsWith(search(tried)).problems;
}

function problemsWith(found: SearchResult): {
  readonly problems: readonly Problem[];
  readonly claims?: Claims;
} {
  try {
    const claims = analysisClaims(found.before.loaded, found.after.loaded);
    return { claims, problems: [...checkClaims(found, claims), ...comparePage(found, 5)] };
  } catch (error) {
    return { problems: [{ kind: 'throws', what: String(error) }] };
  }
}

function* freshCases(count: number): Generator<SearchResult> {
  for (let seed = 0; seed < count; seed += 1) yield search(generateCase(seed));
}

/** What the analysis claims of a case as it is, asked once. */
const asIs = new Map<SearchResult, ReturnType<typeof problemsWith>>();

function problemsAsIs(found: SearchResult): ReturnType<typeof problemsWith> {
  const known = asIs.get(found) ?? problemsWith(found);
  if (!isLong) asIs.set(found, known);
  return known;
}

/** Searched when first asked for, once. */
const searched = new Map<number, SearchResult>();

function* searchedCases(count: number): Generator<SearchResult> {
  for (const seed of order.slice(0, count)) {
    const found = searched.get(seed) ?? search(generateCase(seed));
    searched.set(seed, found);
    yield found;
  }
}

/** Whether it is noticed in one of the cases; no more of them are searched than that takes. */
function isNoticed(notices: (found: SearchResult) => boolean): boolean {
  for (const found of searchedCases(mostTries)) if (notices(found)) return true;
  return false;
}

describe('the analysis and an exhaustive search', () => {
  it(`agree on ${cases} generated policies`, { timeout: isLong ? 3_600_000 : 120_000 }, () => {
    const failures: string[] = [];
    const totals = { escapes: 0, changes: 0, dead: 0, parts: 0, unsettled: 0, undecided: 0 };
    for (const found of isLong ? freshCases(cases) : searchedCases(cases)) {
      if (failures.length === 3) break;
      const { problems, claims } = problemsAsIs(found);
      const [problem] = problems;
      if (problem !== undefined) failures.push(describeProblem(found.case, problem, problemsOf));
      totals.escapes += found.escapes.size;
      totals.changes += found.changes.size;
      totals.parts += found.parts.length;
      if (claims === undefined) continue;
      totals.dead += claims.dead.length;
      totals.unsettled += unsettledParts(found, claims);
      totals.undecided += leavesOpen(claims) ? 1 : 0;
    }
    expect(failures.join('\n\n')).toBe('');
    expect((100 * totals.undecided) / cases).toBeLessThanOrEqual(mostUndecided);
    expect((100 * totals.unsettled) / totals.parts).toBeLessThanOrEqual(mostUnsettled);
    // Else there was nothing to agree about.
    expect(totals.escapes).toBeGreaterThan(cases);
    expect(totals.changes).toBeGreaterThan(cases / 4);
    expect(totals.dead).toBeGreaterThan(cases / 2);
  });
});

function leavesOpen({ undecidedPaths, deadUndecided, changesUndecided }: Claims): boolean {
  return undecidedPaths.length > 0 || deadUndecided || changesUndecided;
}

describe('the search notices', () => {
  const tried = [...searchedCases(tries)].map((found) => ({ found, claims: enumerateClaims(found, {}) }));

  it('nothing in the claims of one who tries all calls', () => {
    expect(tried.flatMap(({ found, claims }) => checkClaims(found, claims))).toEqual([]);
  });

  it.each(forgottenClasses)('that $name are forgotten', (forgotten) => {
    const noticed = isNoticed((found) => {
      return checkClaims(found, enumerateClaims(found, { knows: isWithout(forgotten) })).length > 0;
    });
    expect(noticed).toBe(true);
  });

  it.each(sharedMisreadings)('that $fault', ({ reading }) => {
    const noticed = isNoticed((found) => {
      // The interpreter is slow.
      if (found.representatives.length > 300) return false;
      return checkClaims(found, enumerateClaims(found, { reading })).length > 0;
    });
    expect(noticed).toBe(true);
  });

  it.each(missights)('that the analysis $name', ({ see }) => {
    const noticed = isNoticed((found) => {
      const claims = analysisClaims(see(found.before.loaded), see(found.after.loaded));
      // A case of which the analysis as it is claims something wrong shows nothing.
      return checkClaims(found, claims).length > 0 && problemsAsIs(found).problems.length === 0;
    });
    expect(noticed).toBe(true);
  });

  it.each(claimFaults)('that an analysis $name', ({ spoil }) => {
    const spoilt = tried.flatMap(({ found, claims }) => {
      const spoiltClaims = spoil(claims, found);
      return spoiltClaims === undefined ? [] : [checkClaims(found, spoiltClaims)];
    });
    expect(spoilt.length).toBeGreaterThan(0);
    expect(spoilt.filter((problems) => problems.length === 0)).toEqual([]);
  });
});
