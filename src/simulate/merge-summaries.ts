import { inNameOrder } from './in-name-order.ts';
import { mergeSections } from './merge-sections.ts';
import type {
  CallCounts,
  ReplaySummary,
  SourceSummary,
  StoppedGroup,
  TenantCounts,
} from './replay-summary.ts';
import { mostStoppedGroups } from './stopped-calls.ts';

/**
 * Joins the results of all shards of one run to that of the whole: the same as if one program had decided everything.
 * The shards have read the same recordings with the same options; whoever calls has seen to it that none is missing.
 */
export function mergeSummaries(shards: readonly ReplaySummary[]): ReplaySummary {
  return shards.map(withoutShard).reduce(mergeTwo);
}

function withoutShard({ shard: _, ...summary }: ReplaySummary): ReplaySummary {
  return summary;
}

function mergeTwo(one: ReplaySummary, other: ReplaySummary): ReplaySummary {
  const groups = [...one.stopped, ...other.stopped].sort((a, b) => a.example.seq - b.example.seq);
  return {
    partial: one.partial || other.partial,
    argumentsShown: one.argumentsShown,
    sources: one.sources.map((source, at) => mergeSources(source, other.sources[at])),
    totals: mergeCounts(one.totals, other.totals),
    codes: mergeMaps(one.codes, other.codes, sum),
    tenants: mergeMaps(one.tenants, other.tenants, mergeTenants),
    notEvaluable: mergeMaps(one.notEvaluable, other.notEvaluable, sum),
    // Each shard has kept the groups that occurred first in it, so the first of all are among them.
    stopped: groups.slice(0, mostStoppedGroups),
    stoppedElsewhere:
      one.stoppedElsewhere + other.stoppedElsewhere + callsOf(groups.slice(mostStoppedGroups)),
    sections: mergeSections(one.sections, other.sections),
  };
}

/** What was found is the same in every shard; what was decided is not. */
function mergeSources(one: SourceSummary, other: SourceSummary | undefined): SourceSummary {
  return { ...one, clockHeld: one.clockHeld + (other?.clockHeld ?? 0) };
}

function mergeTenants(one: TenantCounts, other: TenantCounts): TenantCounts {
  return { ...mergeCounts(one, other), tools: mergeMaps(one.tools, other.tools, mergeCounts) };
}

function mergeCounts(one: CallCounts, other: CallCounts): CallCounts {
  return {
    calls: one.calls + other.calls,
    allow: one.allow + other.allow,
    deny: one.deny + other.deny,
    require_approval: one.require_approval + other.require_approval,
  };
}

function mergeMaps<Value>(
  one: ReadonlyMap<string, Value>,
  other: ReadonlyMap<string, Value>,
  merge: (one: Value, other: Value) => Value,
): ReadonlyMap<string, Value> {
  const merged = new Map(one);
  for (const [key, value] of other) {
    const known = merged.get(key);
    merged.set(key, known === undefined ? value : merge(known, value));
  }
  return inNameOrder(merged);
}

function sum(one: number, other: number): number {
  return one + other;
}

function callsOf(groups: readonly StoppedGroup[]): number {
  return groups.reduce((calls, { count }) => calls + count, 0);
}
