import type { RecordedCall } from '../model/call.ts';
import type { Decision, DecisionCode } from '../model/decision.ts';

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

/** Where a call stands in its recording: the line (from 1) of a line format, and the index among its calls (from 0). */
interface CallSource {
  readonly file: string;
  readonly line?: number;
  readonly index: number;
}

/** A recorded call and how it was decided. */
export interface JudgedCall {
  /** The number of the call in the whole run, from 1. */
  readonly seq: number;
  readonly source: CallSource;
  readonly format: string;
  /** Undefined where nothing told it. */
  readonly tenant: string | undefined;
  readonly call: RecordedCall;
  readonly decision: Decision;
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
  readonly example: JudgedCall;
}

/** What a replay came to. Its size does not depend on how long the recordings are. */
export interface ReplaySummary {
  /** The run was ended before the last call. */
  readonly partial: boolean;
  readonly sources: readonly SourceSummary[];
  readonly totals: CallCounts;
  readonly codes: ReadonlyMap<DecisionCode, number>;
  /** By tenant; `noTenant` and `otherNames` stand for calls without one, and for tenants past a bound. */
  readonly tenants: ReadonlyMap<string, TenantCounts>;
  /** What could not be judged, or not wholly, by reason. */
  readonly notEvaluable: ReadonlyMap<string, number>;
  /** Denied and held calls, in the order in which they first occurred; past a bound only counted. */
  readonly stopped: readonly StoppedGroup[];
  /** Stopped calls that belong to no group in `stopped`. */
  readonly stoppedElsewhere: number;
}

/** Stands for calls without a tenant: no tenant can be called so. */
export const noTenant = '(none)';

/** Stands for the tenants no policy knows, and the tools, past the number that is counted by name. */
export const otherNames = '(other)';
