import type { Plan } from '../../model/documents.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../../model/workspace.ts';
import type { DecidedSide, DecisionChange, TenantSide, ToolDiffer } from '../decision-change.ts';
import type { TenantChange } from '../tenant-change.ts';
import { comparedTools, namedTools, toolLabel } from './compared-tools.ts';
import { decisionEffect } from './decision-effect.ts';

/** What rules that read `${plan}` decide differently under two plans; what the plans say themselves is left out. */
export function diffPlanReading(
  policy: EffectivePolicy,
  workspace: EffectiveWorkspace,
  from: Plan,
  to: Plan,
  differ: ToolDiffer,
): { readonly changes: readonly TenantChange[]; readonly undecided: readonly string[] } {
  const before = withPlan(policy, workspace, from);
  const after = withPlan(policy, workspace, to);
  const named = namedTools([before, after]);
  const { tools, complete } = comparedTools(named);
  const changes: TenantChange[] = [];
  const undecided = complete ? [] : ['the policy names more tools than can be compared'];
  for (const tool of tools) {
    const found = differ(before, after, tool);
    for (const reason of found.undecided) undecided.push(`${toolLabel(tool, named)}: ${reason}`);
    for (const change of found.changes.filter((each) => !isSaidByPlans(each)))
      changes.push(readingChange(change, toolLabel(tool, named)));
  }
  return { changes, undecided };
}

function withPlan(policy: EffectivePolicy, workspace: EffectiveWorkspace, plan: Plan): TenantSide {
  const name = plan.name.value;
  const moved = { ...policy, plan: name, bindings: { ...policy.bindings, plan: name } };
  return { policy: moved, workspace: { ...workspace, tenants: new Map([[policy.tenantId, moved]]) } };
}

/** Entitlement and approvals are differences of the plans, and told as such. */
function isSaidByPlans({ from, to }: DecisionChange): boolean {
  if (from.code === 'not_entitled' || to.code === 'not_entitled') return true;
  return (from.code === 'plan' && to.action === 'allow') || (to.code === 'plan' && from.action === 'allow');
}

function readingChange({ from, to, witness }: DecisionChange, tool: string): TenantChange {
  const named = [from, to].map(({ code, rule, condition }: DecidedSide) => [
    code,
    rule ?? '',
    condition ?? '',
  ]);
  return {
    id: `decision:${JSON.stringify([tool, from.action, to.action, ...named])}`,
    kind: 'decision',
    tool,
    from: from.action,
    to: to.action,
    effect: decisionEffect(from.action, to.action),
    witness,
    proof: 'exact',
    where: { from: from.place, to: to.place },
  };
}
