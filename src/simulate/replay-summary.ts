import type { CallRecord } from './call-record.ts';
import type { SectionResults } from './section-results.ts';
import type { Shard } from './shard.ts';

/** How many calls were found, and what became of them: `calls` is the sum of the other three. */
export interface CallCounts {
  calls: number;
  allow: number;
  deny: number;
  require_approval: number;
}

/** A tenant's calls, in sum and by tool. */
export interface TenantCounts extends CallCounts {
  readonly tools: ReadonlyMap<string, CallCounts>;
}

/** One recording. `malformed` lists the first few; `malformedTotal` counts all. */
export interface SourceSummary {
  readonly path: string;
  readonly format: string;
  readonly sessions: number;
  readonly calls: number;
  /** Calls earlier than their tenant's clock, decided at that clock. */
  readonly clockHeld: number;
  readonly malformedTotal: number;
  readonly malformed: readonly { readonly line?: number; readonly why: string }[];
}

/** Calls that were stopped for the same reason in the same place; `example` is the first. */
export interface StoppedGroup {
  readonly count: number;
  readonly example: CallRecord;
}

/** What a replay came to. Its size does not depend on how long the recordings are. */
export interface ReplaySummary {
  /** The run was ended before the last call. */
  readonly partial: boolean;
  /** Recorded arguments stand in examples as they are; else masked. */
  readonly argumentsShown: boolean;
  /** Where only the calls of some tenants were decided. */
  readonly shard?: Shard;
  readonly sources: readonly SourceSummary[];
  readonly totals: CallCounts;
  readonly codes: ReadonlyMap<string, number>;
  /** By tenant; `noTenant` and `otherNames` stand for calls without one, and for tenants past a bound. */
  readonly tenants: ReadonlyMap<string, TenantCounts>;
  /** What could not be judged, or not wholly, by reason. */
  readonly notEvaluable: ReadonlyMap<string, number>;
  /** Denied and held calls, in the order in which they first occurred; past a bound only counted. */
  readonly stopped: readonly StoppedGroup[];
  /** Stopped calls that belong to no group in `stopped`. */
  readonly stoppedElsewhere: number;
  /** What was asked for beside the counts. */
  readonly sections: Partial<SectionResults>;
}

/** Stands for calls without a tenant: no tenant can be called so. */
export const noTenant = '(none)';

/** Stands for the tenants no policy knows, and the tools, past the number that is counted by name. */
export const otherNames = '(other)';
