import type { AttacksResult } from './attacks/attacks-result.ts';
import type { ApprovalsResult } from './sections/approvals.ts';
import type { ChangesResult } from './sections/changes.ts';
import type { CoverageResult } from './sections/coverage.ts';
import type { ExpectationsResult } from './sections/expectations.ts';
import type { LimitsResult } from './sections/limits.ts';
import type { ResultsResult } from './sections/results.ts';
import type { SwapResult } from './sections/swap.ts';

/**
 * What each section comes to, by its key in the output. Results of shards join to that of the whole run, byte for byte
 * (`merge-sections.ts`): they are sums, and examples ordered by their `seq`.
 */
export interface SectionResults {
  readonly approvals: ApprovalsResult;
  readonly attacks: AttacksResult;
  readonly changes: ChangesResult;
  readonly coverage: CoverageResult;
  readonly expectations: ExpectationsResult;
  readonly limits: LimitsResult;
  readonly results: ResultsResult;
  readonly swap: SwapResult;
}
