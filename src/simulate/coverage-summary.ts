import type { CoverageRow } from './coverage-rows.ts';

/**
 * What came of a part. `idle`: asked, and never decided. A boundary that was asked is used, for it held; a matcher is used
 * once it said yes.
 */
export type CoverageState = 'never_asked' | 'idle' | 'used';

/** The state of a row. */
export function coverageState({ of, asked, decided }: CoverageRow): CoverageState {
  if (asked === 0) return 'never_asked';
  return decided > 0 || of === 'boundaries' ? 'used' : 'idle';
}

/** How many parts there are, and in which state. */
interface CoverageCounts {
  parts: number;
  neverAsked: number;
  idle: number;
}

/** Parts of one kind, over all tenants and over those who had calls. */
export interface CoverageSummary {
  readonly title: string;
  readonly all: CoverageCounts;
  readonly withCalls: CoverageCounts;
}

/** The rows in sum, by what they are: `rules`, `conditions`, `matchers`, `baseline` parts, `boundaries`, `limits`. */
export function coverageSummary(rows: readonly CoverageRow[]): readonly CoverageSummary[] {
  const sums = new Map<string, CoverageSummary>();
  for (const row of rows) {
    const title = titleOf(row);
    const sum = sums.get(title) ?? { title, all: none(), withCalls: none() };
    sums.set(title, sum);
    count(sum.all, row);
    if (row.tenantsWithCalls > 0) count(sum.withCalls, row);
  }
  return titles.flatMap((title) => sums.get(title) ?? []);
}

/** What was counted at each line of each file, for pages that show the source: rows in the order of their places. */
export function coverageByLine(
  rows: readonly CoverageRow[],
): ReadonlyMap<string, ReadonlyMap<number, readonly CoverageRow[]>> {
  const files = new Map<string, Map<number, CoverageRow[]>>();
  for (const row of rows) {
    const lines = files.get(row.file) ?? new Map<number, CoverageRow[]>();
    files.set(row.file, lines);
    const found = lines.get(row.line);
    if (found === undefined) lines.set(row.line, [row]);
    else found.push(row);
  }
  return files;
}

const titles = ['rules', 'conditions', 'matchers', 'baseline', 'boundaries', 'limits'] as const;

function titleOf({ kind, of }: CoverageRow): (typeof titles)[number] {
  if (kind === 'limit') return 'limits';
  if (of === 'baseline' || of === 'boundaries') return of;
  return kind === 'matcher' ? 'matchers' : `${kind}s`;
}

function none(): CoverageCounts {
  return { parts: 0, neverAsked: 0, idle: 0 };
}

function count(counts: CoverageCounts, row: CoverageRow): void {
  const state = coverageState(row);
  counts.parts += 1;
  if (state === 'never_asked') counts.neverAsked += 1;
  if (state === 'idle') counts.idle += 1;
}
