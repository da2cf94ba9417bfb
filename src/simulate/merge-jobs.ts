import { mergeSummaries } from './merge-summaries.ts';
import { readSimulateOutput } from './read-output.ts';
import type { ReplaySummary } from './replay-summary.ts';
import { countSessions } from './session-counter.ts';
import type { Shard } from './shard.ts';
import { summaryOf } from './simulate-output.ts';

/** What one of several jobs of a run came to: JSON as it is saved, and what `countSessions` counts of each source. */
export interface JobResult {
  readonly json: string;
  readonly sessions: readonly (readonly number[])[];
}

/** Joins the results of all jobs of one run, in order, to that of the whole: of `shard` where it is only that. */
export function mergeJobs(jobs: readonly JobResult[], shard: Shard | undefined): ReplaySummary {
  const merged = mergeSummaries(jobs.map(({ json }) => summaryIn(json)));
  return {
    ...merged,
    ...(shard === undefined ? {} : { shard }),
    sources: merged.sources.map((source, at) => ({
      ...source,
      // A job has counted the sessions of those calls only that it has read.
      sessions: countSessions(jobs.flatMap(({ sessions }) => sessions[at] ?? [])),
    })),
  };
}

function summaryIn(json: string): ReplaySummary {
  const reading = readSimulateOutput(json);
  if (!reading.ok) throw new Error(`the result of a job cannot be read: ${reading.problem}`);
  return summaryOf(reading.output);
}
