import type { Engine } from '../../engine/engine.ts';
import type { JsonObject } from '../../model/json.ts';
import { UnjudgeableArguments } from '../../model/json.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import type { BoundaryJudge } from '../boundary-judge.ts';
import { type ArgumentsShown, type CallRecord, callRecord } from '../call-record.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Section } from '../section.ts';
import { isInShard, type Shard } from '../shard.ts';

/** Every tenant's calls, asked as every other tenant. */
export type SwapResult = {
  /** Those that take part: with calls of their own, in the order of their ids. */
  readonly tenants: readonly string[];
  /** By `of`, then `as`. */
  readonly cells: readonly SwapCell[];
  /** Calls that were not asked, for each tenant's first different ones are kept; tenants past the most that take part. */
  readonly leftOut: { readonly calls: number; readonly tenants: number };
};

type SwapCell = {
  /** Who asks. */
  readonly as: string;
  /** Whose calls they are. */
  readonly of: string;
  readonly calls: number;
  /** Allowed or held for approval. */
  readonly allowed: number;
  /** Of these, calls that are within `of`'s boundary and not within `as`'s. */
  readonly leaks: number;
  /** The first leak: the call, and what is decided where `as` asks it. */
  readonly example?: CallRecord;
};

export interface SwapOptions {
  readonly workspace: EffectiveWorkspace;
  /** Decides what `workspace` says. */
  readonly engine: Engine;
  readonly boundaries: BoundaryJudge;
  readonly shown: ArgumentsShown;
  /** Most different calls of a tenant that are asked. */
  readonly sample: number;
  readonly shard?: Shard;
}

/** Most tenants that take part: those whose calls come first. */
const mostSwapTenants = 200;

/**
 * Keeps each tenant's calls and asks them at the end as all others, without step 3 and without limits. Who asks, asks in the
 * context of its own first call.
 */
export function createSwap(options: SwapOptions): Section<{ readonly swap: SwapResult }> {
  const kept = new Map<string, TenantCalls>();
  const past = new Set<string>();
  return {
    meet: (tenant, context) => {
      if (kept.has(tenant) || !options.workspace.tenants.has(tenant)) return;
      if (kept.size < mostSwapTenants) kept.set(tenant, { context, calls: new Map(), all: 0, left: 0 });
      else past.add(tenant);
    },
    see: (judged) => {
      const own = judged.tenant === undefined ? undefined : kept.get(judged.tenant);
      if (own !== undefined) keep(own, judged, options.sample);
    },
    result: () => ({ swap: resultOf(kept, past.size, options) }),
  };
}

/** The result of two parts of one run. */
export function mergeSwap(one: SwapResult, other: SwapResult): SwapResult {
  return {
    tenants: one.tenants,
    cells: [...one.cells, ...other.cells].sort(byTenants),
    leftOut: { calls: one.leftOut.calls + other.leftOut.calls, tenants: one.leftOut.tenants },
  };
}

interface TenantCalls {
  /** Of its first call. */
  readonly context: JsonObject;
  /** By tool and arguments, each with how often it occurred. */
  readonly calls: Map<string, { readonly judged: JudgedCall; count: number }>;
  all: number;
  left: number;
}

function keep(own: TenantCalls, judged: JudgedCall, sample: number): void {
  own.all += 1;
  const { tool, arguments: args } = judged.call;
  // Nobody is allowed what cannot be judged, or is nested deeper than is read.
  if (args instanceof UnjudgeableArguments || judged.decision.code === 'argument_too_large') return;
  const key = JSON.stringify([tool, canonicalJson(args)]);
  const known = own.calls.get(key);
  if (known !== undefined) known.count += 1;
  else if (own.calls.size < sample) own.calls.set(key, { judged: withoutResult(judged), count: 1 });
  else own.left += 1;
}

// Calls are kept to the end of the run: what they brought back, and the steps of their decisions, may be large.
function withoutResult(judged: JudgedCall): JudgedCall {
  const { result: _result, ...call } = judged.call;
  const { trace: _trace, ...decision } = judged.decision;
  return { ...judged, call, decision };
}

function resultOf(kept: ReadonlyMap<string, TenantCalls>, past: number, options: SwapOptions): SwapResult {
  const tenants = [...kept.keys()].sort();
  const own = tenants.filter((tenant) => options.shard === undefined || isInShard(tenant, options.shard));
  const left = own.reduce((sum, tenant) => sum + (kept.get(tenant)?.left ?? 0), 0);
  return {
    tenants,
    cells: own.flatMap((of) => tenants.map((as) => cellOf(as, of, kept, options))).sort(byTenants),
    leftOut: { calls: left, tenants: past },
  };
}

function cellOf(
  as: string,
  of: string,
  kept: ReadonlyMap<string, TenantCalls>,
  { engine, boundaries, shown }: SwapOptions,
): SwapCell {
  const context: JsonObject = { ...kept.get(as)?.context, tenant_id: as };
  let [calls, allowed, leaks] = [0, 0, 0];
  let example: CallRecord | undefined;
  for (const { judged, count } of kept.get(of)?.calls.values() ?? []) {
    const { tool, arguments: args } = judged.call;
    calls += count;
    const decision = engine.decide({ tool, arguments: args, context }, asked);
    if (decision.action === 'deny') continue;
    allowed += count;
    if (as === of || !boundaries.isWithin(of, tool, args) || boundaries.isWithin(as, tool, args)) continue;
    leaks += count;
    example ??= callRecord({ ...judged, decision }, shown);
  }
  return { as, of, calls, allowed, leaks, ...(example === undefined ? {} : { example }) };
}

const asked = { without: { boundaries: true, limits: true } } as const;

function byTenants(a: SwapCell, b: SwapCell): number {
  if (a.of !== b.of) return a.of < b.of ? -1 : 1;
  if (a.as === b.as) return 0;
  return a.as < b.as ? -1 : 1;
}
