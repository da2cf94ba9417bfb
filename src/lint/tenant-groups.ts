import type { Plan } from '../model/documents.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';

/** Active tenants that have the same rules and the same plan. */
export interface TenantGroup {
  /** The policy of the first of them. */
  readonly policy: EffectivePolicy;
  readonly plan: Plan | undefined;
  /** The ids of all of them. */
  readonly tenants: readonly string[];
}

/** Tenants that only fill in a template are one group, so that the work does not grow with them. */
export function tenantGroups({ tenants, plans }: EffectiveWorkspace): readonly TenantGroup[] {
  const groups = new Map<EffectivePolicy['rules'], Map<string, { policy: EffectivePolicy; ids: string[] }>>();
  for (const policy of tenants.values()) {
    if (policy.status === 'suspended') continue;
    const { rules, plan = '', tenantId } = policy;
    const byPlan = groups.get(rules) ?? new Map<string, { policy: EffectivePolicy; ids: string[] }>();
    groups.set(rules, byPlan);
    const group = byPlan.get(plan);
    if (group === undefined) byPlan.set(plan, { policy, ids: [tenantId] });
    else group.ids.push(tenantId);
  }
  return [...groups.values()].flatMap((byPlan) =>
    [...byPlan].map(([plan, { policy, ids }]) => ({ policy, plan: plans?.get(plan), tenants: ids })),
  );
}
