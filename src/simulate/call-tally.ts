import type { Decision, DecisionCode } from '../model/decision.ts';
import type { Action } from '../model/rule.ts';
import { type CallCounts, noTenant, otherNames, type TenantCounts } from './replay-summary.ts';

const mostUnknownTenants = 1000;
const mostTools = 1000;

/** Counts decisions, in sum, by code, by tenant and by tool. */
export interface CallTally {
  /**
   * Where calls of a tool are counted. To be asked for the first call of each tenant, decided or not, in order, and for every
   * call that is decided.
   */
  readonly counterOf: (tenant: string | undefined, tool: string) => CallCounter;
  /** Whether another call of the tenant changes nothing about whom the tally counts by name. */
  readonly isMet: (tenant: string | undefined) => boolean;
  readonly count: (counter: CallCounter, decision: Decision) => void;
  readonly totals: CallCounts;
  readonly codes: ReadonlyMap<DecisionCode, number>;
  /** Those of which calls were counted. */
  readonly tenants: () => ReadonlyMap<string, TenantCounts>;
}

/** A tool's counts, and those of its tenant. */
interface CallCounter {
  readonly tool: CallCounts;
  readonly tenant: CallCounts;
}

/**
 * `isKnown` says which tenants have a policy: they are all counted by name. Names that only a recording knows are bounded,
 * so that it cannot fill the memory.
 */
export function createCallTally(isKnown: (tenant: string) => boolean): CallTally {
  const totals = noCalls();
  const codes = new Map<DecisionCode, number>();
  const tenants = new Map<string, TenantCounter>();
  let unknown = 0;
  const without: TenantCounter = newCounter();
  const others: TenantCounter = newCounter();
  const tenantOf = (id: string): TenantCounter => {
    const counted = tenants.get(id);
    if (counted !== undefined) return counted;
    // No tenant can be called so: a recording that does must not be taken for what the words stand for.
    if (id === noTenant || id === otherNames) return others;
    if (!isKnown(id)) {
      if (unknown >= mostUnknownTenants) return others;
      unknown += 1;
    }
    const fresh = newCounter();
    tenants.set(id, fresh);
    return fresh;
  };
  return {
    totals,
    codes,
    counterOf: (tenant, tool) => {
      const counter = tenant === undefined ? without : tenantOf(tenant);
      // Those past the bound are not told apart by tool either: which tools come first would be theirs together.
      return toolOf(counter, counter === others ? otherNames : tool);
    },
    isMet: (tenant) =>
      tenant === undefined ||
      tenants.has(tenant) ||
      tenant === noTenant ||
      tenant === otherNames ||
      (unknown >= mostUnknownTenants && !isKnown(tenant)),
    count: (counter, { action, code }) => {
      add(totals, action);
      add(counter.tenant, action);
      add(counter.tool, action);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    },
    tenants: () => {
      const all = [...tenants, [noTenant, without] as const, [otherNames, others] as const];
      return new Map(all.flatMap(([id, counter]) => countsOf(id, counter)));
    },
  };
}

interface TenantCounter {
  readonly counts: CallCounts;
  readonly tools: Map<string, CallCounter>;
}

function newCounter(): TenantCounter {
  return { counts: noCalls(), tools: new Map() };
}

function toolOf({ counts, tools }: TenantCounter, tool: string): CallCounter {
  const name = tools.has(tool) || tools.size < mostTools ? tool : otherNames;
  const counted = tools.get(name);
  if (counted !== undefined) return counted;
  const fresh: CallCounter = { tool: noCalls(), tenant: counts };
  tools.set(name, fresh);
  return fresh;
}

function countsOf(
  id: string,
  { counts, tools }: TenantCounter,
): readonly (readonly [string, TenantCounts])[] {
  if (counts.calls === 0) return [];
  const counted = [...tools].map(([name, { tool }]) => [name, { ...tool }] as const);
  return [[id, { ...counts, tools: new Map(counted.filter(([, { calls }]) => calls > 0)) }]];
}

function add(counts: CallCounts, action: Action): void {
  counts.calls += 1;
  counts[action] += 1;
}

function noCalls(): CallCounts {
  return { calls: 0, allow: 0, deny: 0, require_approval: 0 };
}
