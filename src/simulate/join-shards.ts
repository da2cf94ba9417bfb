import { mergeSummaries } from './merge-summaries.ts';
import type { CallCounts, ReplaySummary } from './replay-summary.ts';
import { type SimulateOutput, summaryOf } from './simulate-output.ts';

/** The result of the whole run, or why these results are not all parts of one: without full stop. */
export type JoinedShards =
  | { readonly ok: true; readonly summary: ReplaySummary; readonly revision: string | undefined }
  | { readonly ok: false; readonly problem: string; readonly help: string };

/**
 * Joins saved results of shards, in any order. Each shard must be there once, whole, of the same policies, the same
 * recordings and the same questions: anything else would be counted wrong, and is refused.
 */
export function joinShards(outputs: readonly SimulateOutput[]): JoinedShards {
  const problem = shardProblem(outputs) ?? differenceProblem(outputs) ?? sumProblem(outputs);
  if (problem !== undefined) return { ok: false, ...problem };
  const summaries = outputs.toSorted((a, b) => (a.shard?.index ?? 0) - (b.shard?.index ?? 0)).map(summaryOf);
  return { ok: true, summary: mergeSummaries(summaries), revision: outputs[0]?.bundle.revision ?? undefined };
}

interface Problem {
  readonly problem: string;
  readonly help: string;
}

function shardProblem(outputs: readonly SimulateOutput[]): Problem | undefined {
  const found = new Set<number>();
  const of = outputs[0]?.shard?.of ?? 0;
  for (const { shard, partial } of outputs) {
    if (shard === undefined)
      return { problem: 'a result is no shard of a run', help: 'policy simulate --shard I/N prints one' };
    const name = `shard ${shard.index}/${shard.of}`;
    if (shard.of !== of)
      return {
        problem: `${name} is of another run than shard ${outputs[0]?.shard?.index}/${of}`,
        help: oneRun,
      };
    if (found.has(shard.index)) return { problem: `${name} is given twice`, help: oneRun };
    if (partial === true) return { problem: `${name} was interrupted`, help: 'run it again' };
    found.add(shard.index);
  }
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !found.has(index));
  if (missing.length === 0) return undefined;
  const named = missing.slice(0, 5).map((index) => `${index}/${of}`);
  const more = missing.length > named.length ? ` and ${missing.length - named.length} more` : '';
  return { problem: `shard ${named.join(', ')}${more} is missing`, help: oneRun };
}

const oneRun = 'name the results of all shards of one run, each once';

/** What all shards of a run have in common: else they are of two runs. */
function differenceProblem([first, ...others]: readonly SimulateOutput[]): Problem | undefined {
  if (first === undefined) return { problem: 'no result is named', help: oneRun };
  const help = 'run all shards on the same files with the same options';
  for (const other of others) {
    const name = `shard ${other.shard?.index}/${other.shard?.of}`;
    if (other.bundle.revision !== first.bundle.revision)
      return { problem: `${name} was decided by other policies than shard ${first.shard?.index}`, help };
    if (sourcesText(other) !== sourcesText(first))
      return { problem: `${name} read other recordings than shard ${first.shard?.index}`, help };
    if (askedText(other) !== askedText(first) || other.shard?.asked !== first.shard?.asked)
      return { problem: `${name} was asked otherwise than shard ${first.shard?.index}`, help };
  }
  return undefined;
}

function sourcesText({ sources }: SimulateOutput): string {
  return JSON.stringify(sources.map(({ clockHeld: _, ...source }) => source));
}

/** Every call that was found is decided by one shard, and counted once in each of the sums. */
function sumProblem(outputs: readonly SimulateOutput[]): Problem | undefined {
  const help = 'a result was changed or cut short after it was written: run its shard again';
  for (const { shard, totals, codes, tenants } of outputs) {
    const sums = [
      totals.allow + totals.deny + totals.require_approval,
      sumOf(Object.values(codes)),
      sumOf(Object.values(tenants).map(({ calls }) => calls)),
    ];
    const counts = Object.values(tenants);
    const parts = counts.every((own) => addsUp(own, Object.values(own.tools)));
    if (!parts || sums.some((sum) => sum !== totals.calls))
      return { problem: `the counts of shard ${shard?.index}/${shard?.of} do not add up`, help };
  }
  const decided = sumOf(outputs.map(({ totals }) => totals.calls));
  const found = sumOf((outputs[0]?.sources ?? []).map(({ calls }) => calls));
  if (decided === found) return undefined;
  return { problem: `the shards decided ${decided} calls together, and the recordings hold ${found}`, help };
}

/** Whether the calls are those of each decision together, and of all `parts` together. */
function addsUp(whole: CallCounts, parts: readonly CallCounts[]): boolean {
  return (
    sumOf(parts.map(({ calls }) => calls)) === whole.calls &&
    [whole, ...parts].every(({ calls, allow, deny, require_approval: held }) => allow + deny + held === calls)
  );
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Which sections there are, and how arguments are shown. */
function askedText(output: SimulateOutput): string {
  return JSON.stringify(Object.keys(output).sort());
}
