import type { Decision, DecisionCode } from '../model/decision.ts';
import type { Action } from '../model/rule.ts';
import { type CallCounts, noTenant, otherNames, type TenantCounts } from './replay-summary.ts';

const mostUnknownTenants = 1000;
const mostTools = 1000;

/** Counts decisions, in sum, by code, by tenant and by tool. */
export interface CallTally {
  /** Where calls of a tool are counted. To be asked for every call that is read, decided or not, in order. */
  readonly counterOf: (tenant: string | undefined, tool: string) => CallCounter;
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
  const tenantOf = (id: string): TenantCounter => {
    const counted = tenants.get(id);
    if (counted !== undefined) return counted;
    const isUnknown = id !== noTenant && id !== otherNames && !isKnown(id);
    if (isUnknown && unknown >= mostUnknownTenants) return tenantOf(otherNames);
    if (isUnknown) unknown += 1;
    const fresh: TenantCounter = { counts: noCalls(), tools: new Map() };
    tenants.set(id, fresh);
    return fresh;
  };
  return {
    totals,
    codes,
    counterOf: (tenant, tool) => toolOf(tenantOf(tenant ?? noTenant), tool),
    count: (counter, { action, code }) => {
      add(totals, action);
      add(counter.tenant, action);
      add(counter.tool, action);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    },
    tenants: () => new Map([...tenants].flatMap(([id, counter]) => countsOf(id, counter))),
  };
}

interface TenantCounter {
  readonly counts: CallCounts;
  readonly tools: Map<string, CallCounter>;
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
