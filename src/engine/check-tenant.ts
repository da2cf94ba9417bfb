import type { Plan } from '../model/documents.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import { matchesToolName } from './tool-name.ts';
import type { Verdict } from './verdict.ts';

export type TenantOutcome =
  | { readonly ok: true; readonly policy: EffectivePolicy; readonly plan: Plan | undefined }
  | { readonly ok: false; readonly verdict: Verdict };

/** Step 2: the tenant has an active policy, and its plan entitles it to the tool. */
export function checkTenant(workspace: EffectiveWorkspace, tenantId: string, tool: string): TenantOutcome {
  const policy = workspace.tenants.get(tenantId);
  if (policy === undefined) return denied('tenant_unknown');
  if (policy.status === 'suspended') return denied('tenant_suspended', policy);
  if (workspace.plans === undefined) return { ok: true, policy, plan: undefined };
  const plan = policy.plan === undefined ? undefined : workspace.plans.get(policy.plan);
  if (plan === undefined || !isEntitled(plan, tool)) return denied('not_entitled', policy);
  return { ok: true, policy, plan };
}

/** Whether a plan entitles to a tool; a plan without `tools` entitles to all. */
export function isEntitled(plan: Plan, tool: string): boolean {
  return plan.tools === undefined || plan.tools.some((entry) => matchesToolName(entry.value, tool));
}

function denied(code: 'tenant_unknown' | 'tenant_suspended' | 'not_entitled', policy?: EffectivePolicy): TenantOutcome {
  return { ok: false, verdict: { action: 'deny', code, ...(policy === undefined ? {} : { place: policy.place }) } };
}
