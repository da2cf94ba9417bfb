import type { CallRecord } from './call-record.ts';
import type { CallCounts, ReplaySummary, SourceSummary, TenantCounts } from './replay-summary.ts';
import type { SectionResults } from './section-results.ts';
import type { Shard } from './shard.ts';

/** The result of a run as `simulate --format json` prints it: plain JSON (`schemas/simulate-output.schema.json`). */
export type SimulateOutput = Partial<SectionResults> & {
  readonly schemaVersion: 1;
  readonly partial?: true;
  readonly argumentsShown?: true;
  readonly shard?: Shard;
  readonly bundle: { readonly revision: string | null };
  readonly sources: readonly SourceSummary[];
  readonly totals: CallCounts;
  readonly codes: { readonly [code: string]: number };
  readonly tenants: { readonly [tenant: string]: CallCounts & { readonly tools: Counts } };
  readonly notEvaluable: { readonly [reason: string]: number };
  readonly stopped: {
    readonly groups: readonly { readonly count: number; readonly example: CallRecord }[];
    readonly elsewhere: number;
  };
};

type Counts = { readonly [name: string]: CallCounts };

/** Names are sorted, so that equal results are equal texts. */
export function simulateOutput(summary: ReplaySummary, revision: string | undefined): SimulateOutput {
  const { partial, shard, sources, totals, codes, tenants, notEvaluable, sections } = summary;
  return {
    schemaVersion: 1,
    ...(partial ? { partial: true } : {}),
    ...(summary.argumentsShown ? { argumentsShown: true } : {}),
    ...(shard === undefined ? {} : { shard }),
    bundle: { revision: revision ?? null },
    sources,
    totals: plainCounts(totals),
    codes: sorted(codes, (count) => count),
    tenants: sorted(tenants, (counts) => ({
      ...plainCounts(counts),
      tools: sorted(counts.tools, plainCounts),
    })),
    notEvaluable: sorted(notEvaluable, (count) => count),
    stopped: { groups: summary.stopped, elsewhere: summary.stoppedElsewhere },
    ...sections,
  };
}

/** The summary that such an output was made of. */
export function summaryOf(output: SimulateOutput): ReplaySummary {
  const { schemaVersion: _version, bundle: _bundle, partial, argumentsShown, shard, ...more } = output;
  const { sources, totals, codes, tenants, notEvaluable, stopped, ...sections } = more;
  return {
    partial: partial === true,
    argumentsShown: argumentsShown === true,
    ...(shard === undefined ? {} : { shard }),
    sources,
    totals,
    codes: new Map(Object.entries(codes)),
    tenants: new Map(Object.entries(tenants).map(([id, counts]) => [id, tenantCounts(counts)])),
    notEvaluable: new Map(Object.entries(notEvaluable)),
    stopped: stopped.groups,
    stoppedElsewhere: stopped.elsewhere,
    sections,
  };
}

function tenantCounts({ tools, ...counts }: CallCounts & { readonly tools: Counts }): TenantCounts {
  return { ...counts, tools: new Map(Object.entries(tools)) };
}

function plainCounts({ calls, allow, deny, require_approval }: CallCounts): CallCounts {
  return { calls, allow, deny, require_approval };
}

/** By name, in code unit order. `fromEntries` makes own properties even of names such as `__proto__`. */
function sorted<T, Plain>(
  map: ReadonlyMap<string, T>,
  plain: (value: T) => Plain,
): { readonly [name: string]: Plain } {
  const entries = [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, value]) => [name, plain(value)]));
}
