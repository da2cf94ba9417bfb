import { boundariesHold } from './ask-boundaries.ts';
import { ArgumentTooLarge, type Asking } from './ask-matcher.ts';
import { askBaseline, askRules } from './ask-rules.ts';
import { type EffectivePolicy, effectivePolicy, type NamedRule } from './effective-policy.ts';
import { areTooLarge, areUnjudgeable, type Enveloped, envelopeOf, type PlainCall } from './envelope.ts';
import { type Limit, type LimitState, newLimitState, takeLimits } from './limits.ts';
import type { PlainPlan, PlainTenant, PlainWorkspace } from './plain-documents.ts';
import { asWritten, type Reading } from './reading.ts';
import { toolMatches, toolsMatch } from './tool-glob.ts';
import { deny, type Verdict } from './verdict.ts';

/** What the interpreter keeps from call to call, and how it reads the page. */
export interface InterpreterState {
  readonly limits: LimitState;
  readonly reading: Reading;
  readonly policies: Map<string, EffectivePolicy>;
}

export function newState(reading: Reading = asWritten): InterpreterState {
  return { limits: newLimitState(), reading, policies: new Map() };
}

/** Decides one call as "How a call is decided" says, step by step. `state` remembers what limits have taken. */
export function interpret(workspace: PlainWorkspace, call: PlainCall, state: InterpreterState): Verdict {
  // 1. Envelope.
  const envelope = envelopeOf(call, workspace.config);
  if (envelope === undefined) return deny('envelope_incomplete');
  // 2. Tenant and plan.
  const tenant = workspace.tenants.find((candidate) => candidate.tenant_id === envelope.tenantId);
  if (tenant === undefined) return deny('tenant_unknown');
  if (tenant.status === 'suspended') return deny('tenant_suspended');
  const plan = planOf(tenant, workspace);
  if (workspace.plans !== undefined && !isEntitled(plan, envelope.tool, state.reading))
    return deny('not_entitled');
  if (areUnjudgeable(envelope.arguments)) return deny('argument_unjudgeable');
  if (areTooLarge(envelope.arguments)) return deny('argument_too_large');
  try {
    return decideForTenant(workspace, tenant, plan, envelope, call.time, state);
  } catch (error) {
    if (error instanceof ArgumentTooLarge) return deny('argument_too_large');
    throw error;
  }
}

function decideForTenant(
  workspace: PlainWorkspace,
  tenant: PlainTenant,
  plan: PlainPlan | undefined,
  call: Enveloped,
  time: number,
  state: InterpreterState,
): Verdict {
  const { reading } = state;
  const policy = state.policies.get(tenant.tenant_id) ?? effectivePolicy(tenant, workspace, reading);
  state.policies.set(tenant.tenant_id, policy);
  const asking: Asking = {
    bindings: {
      tenantId: tenant.tenant_id,
      tenantName: tenant.name,
      plan: tenant.plan,
      vars: policy.vars,
      context: call.context,
    },
    maxArgumentBytes: workspace.config.limits?.max_argument_bytes ?? 65_536,
    reading,
  };
  // 3. Boundaries.
  if (!boundariesHold(workspace, call, asking)) return deny('boundary');
  // 4. Baseline.
  const baseline = askBaseline(workspace, call, asking);
  if (baseline?.action === 'deny') return baseline;
  // 5. Rules.
  const { verdict, decidedBy } = askRules(workspace, policy, call, asking);
  if (verdict.action === 'deny') return verdict;
  // 7. "The strictest result wins; on a tie the earlier step. Both floors come before `plan`."
  const result = strictest(baseline, verdict, plan, reading);
  // 6. Limits.
  const room = takeLimits(
    tenant.tenant_id,
    limitsFor(decidedBy, plan, call.tool, reading),
    time,
    state.limits,
    reading,
  );
  return room === 'taken' ? result : { ...deny('rate_limited'), retryAfter: room.retryAfter };
}

function strictest(
  baseline: Verdict | undefined,
  verdict: Verdict,
  plan: PlainPlan | undefined,
  reading: Reading,
): Verdict {
  if (baseline !== undefined && reading.baselineFloors) return baseline;
  const planAsks = plan?.approvals === 'required' && reading.planApprovals;
  return planAsks && verdict.action === 'allow' ? { action: 'require_approval', code: 'plan' } : verdict;
}

function planOf(tenant: PlainTenant, workspace: PlainWorkspace): PlainPlan | undefined {
  const { plan: name } = tenant;
  if (name === undefined) return undefined;
  const limits = workspace.plans?.rate_limits?.[name];
  return limits === undefined ? workspace.plans?.plans?.[name] : { rate_limits: limits };
}

/** "A policy whose plan is absent or not in it, or whose plan's `tools` lacks the tool: deny, `not_entitled`." */
function isEntitled(plan: PlainPlan | undefined, tool: string, reading: Reading): boolean {
  return plan !== undefined && (plan.tools === undefined || toolsMatch(plan.tools, tool, reading));
}

/** "The deciding rule's rate limit, every limit of the plan whose name or glob matches the tool, and the plan's `total_tool_calls`." */
function limitsFor(
  decidedBy: NamedRule | undefined,
  plan: PlainPlan | undefined,
  tool: string,
  reading: Reading,
): readonly Limit[] {
  const limits: Limit[] = [];
  const own = decidedBy?.rule.constraints?.rate_limit;
  if (own !== undefined) limits.push({ counter: `rule ${decidedBy?.name}`, rate: own });
  for (const [name, rate] of Object.entries(plan?.rate_limits ?? {})) {
    if (name === 'total_tool_calls') limits.push({ counter: 'total', rate });
    else if (toolMatches(name, tool, reading)) {
      limits.push({ counter: reading.planLimitByTool ? `plan ${name} for ${tool}` : `plan ${name}`, rate });
    }
  }
  return limits;
}
