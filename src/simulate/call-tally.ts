import type { Decision, DecisionCode } from '../model/decision.ts';
import type { Action } from '../model/rule.ts';
import { type CallCounts, noTenant, otherNames, type TenantCounts } from './replay-summary.ts';

const mostUnknownTenants = 1000;
const mostTools = 1000;

/** Counts decisions, in sum, by code, by tenant and by tool. */
export interface CallTally {
  readonly count: (tenant: string | undefined, tool: string, decision: Decision) => void;
  readonly totals: CallCounts;
  readonly codes: ReadonlyMap<DecisionCode, number>;
  readonly tenants: ReadonlyMap<string, TenantCounts>;
}

/**
 * `isKnown` says which tenants have a policy: they are all counted by name. Names that only a recording knows are bounded,
 * so that it cannot fill the memory.
 */
export function createCallTally(isKnown: (tenant: string) => boolean): CallTally {
  const totals = noCalls();
  const codes = new Map<DecisionCode, number>();
  const tenants = new Map<string, MutableTenant>();
  let unknown = 0;
  const tenantOf = (id: string): MutableTenant => {
    const counted = tenants.get(id);
    if (counted !== undefined) return counted;
    const isUnknown = id !== noTenant && id !== otherNames && !isKnown(id);
    if (isUnknown && unknown >= mostUnknownTenants) return tenantOf(otherNames);
    if (isUnknown) unknown += 1;
    const fresh: MutableTenant = { ...noCalls(), tools: new Map() };
    tenants.set(id, fresh);
    return fresh;
  };
  return {
    totals,
    codes,
    tenants,
    count: (tenant, tool, { action, code }) => {
      const counts = tenantOf(tenant ?? noTenant);
      add(totals, action);
      add(counts, action);
      add(toolOf(counts.tools, tool), action);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    },
  };
}

interface MutableTenant extends CallCounts {
  readonly tools: Map<string, CallCounts>;
}

function toolOf(tools: Map<string, CallCounts>, tool: string): CallCounts {
  const name = tools.has(tool) || tools.size < mostTools ? tool : otherNames;
  const counted = tools.get(name);
  if (counted !== undefined) return counted;
  const fresh = noCalls();
  tools.set(name, fresh);
  return fresh;
}

function add(counts: CallCounts, action: Action): void {
  counts.calls += 1;
  counts[action] += 1;
}

function noCalls(): CallCounts {
  return { calls: 0, allow: 0, deny: 0, require_approval: 0 };
}
