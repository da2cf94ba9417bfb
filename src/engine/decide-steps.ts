import type { Plan } from '../model/documents.ts';
import { UnjudgeableArguments } from '../model/json.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import { askBaseline } from './ask/ask-baseline.ts';
import { askBoundaries } from './ask/ask-boundaries.ts';
import { askRules } from './ask/ask-rules.ts';
import { measureArguments } from './ask/measure-arguments.ts';
import type { CallData } from './ask/slot.ts';
import { clearSlot } from './ask/slot.ts';
import type { Trace } from './ask/trace.ts';
import { note } from './ask/trace.ts';
import type { CheckedCall } from './check-envelope.ts';
import { checkEnvelope } from './check-envelope.ts';
import type { LinkedRule, LinkedTool } from './compile/linked-tool.ts';
import type { ScannerSource } from './compile/scanner-source.ts';
import type { TenantTools } from './compile/tenant-tools.ts';
import { toolOf } from './compile/tenant-tools.ts';
import type { ToolLimits } from './limits/tool-limits.ts';
import type { SqlParser } from './sql/sql-parser.ts';
import type { Verdict } from './verdict.ts';

/** What steps 1 to 5 came to: everything but limits. Later keys are there as far as the call came. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly call: CheckedCall | undefined;
  readonly policy: EffectivePolicy | undefined;
  readonly plan: Plan | undefined;
  /** The rule that decided step 5. */
  readonly decidingRule: LinkedRule | undefined;
  /** What must have room, unless the verdict is a deny. */
  readonly limits: ToolLimits | undefined;
}

/** How the steps get at what they need. */
export interface StepSettings {
  readonly workspace: EffectiveWorkspace;
  readonly tenantFor: (tenantId: string) => TenantTools | undefined;
  readonly scanners: ScannerSource;
  readonly sql: SqlParser | undefined;
  readonly withBoundaries: boolean;
  readonly trace: Trace;
}

/** Steps 1 to 5 and the floors of step 7, in the order of the language page. */
export function decideSteps(input: unknown, settings: StepSettings): Judgement {
  const { workspace, trace } = settings;
  const envelope = checkEnvelope(input, workspace.envelope.required);
  if (!envelope.ok) {
    note(trace, 'envelope', 'deny', { detail: envelope.verdict.detail ?? '' });
    return judged(envelope.verdict, undefined, undefined, undefined);
  }
  note(trace, 'envelope', 'pass');
  const { call } = envelope;
  const tenant = settings.tenantFor(call.tenantId);
  const tool =
    tenant === undefined || tenant.onSuspended
      ? undefined
      : toolOf(tenant, call.tool, workspace, settings.scanners, settings.sql);
  const policy = tenant?.policy;
  const plan = policy?.plan === undefined ? undefined : workspace.plans?.get(policy.plan);
  if (tool === undefined || tool.onNotEntitled !== undefined) {
    const verdict = tool?.onNotEntitled ?? tenant?.onSuspended ?? { action: 'deny', code: 'tenant_unknown' };
    note(trace, 'tenant', 'deny', { detail: verdict.code });
    return judged(verdict, call, policy, plan);
  }
  if (trace !== undefined)
    note(trace, 'tenant', 'pass', plan === undefined ? {} : { detail: `plan ${plan.name.value}` });
  const args = call.arguments;
  if (args instanceof UnjudgeableArguments) {
    note(trace, 'size', 'deny', { detail: args.problem });
    const unread: Verdict = { action: 'deny', code: 'argument_unjudgeable', detail: args.problem };
    return judged(unread, call, policy, plan);
  }
  const size = sizeVerdict(args);
  if (size !== undefined) {
    note(trace, 'size', 'deny', { detail: size.detail ?? '' });
    return judged(size, call, policy, plan);
  }
  const data: CallData = { arguments: args, context: call.context };
  const judgement = askTool(tool, data, call, policy, plan, settings);
  for (const slot of tool.slots) clearSlot(slot);
  return judgement;
}

function judged(
  verdict: Verdict,
  call: CheckedCall | undefined,
  policy: EffectivePolicy | undefined,
  plan: Plan | undefined,
  decidingRule?: LinkedRule,
  limits?: ToolLimits,
): Judgement {
  return { verdict, call, policy, plan, decidingRule, limits };
}

function sizeVerdict(args: CallData['arguments']): Verdict | undefined {
  const size = measureArguments(args);
  if (size === 'fits') return undefined;
  const detail = size === 'too_deep' ? 'nested past 64 levels' : 'past 1 MiB';
  return { action: 'deny', code: 'argument_too_large', detail };
}

/** Steps 3 to 5, then the strictest of them: a deny wins; on a tie the earlier step gives the words. */
function askTool(
  tool: LinkedTool,
  data: CallData,
  call: CheckedCall,
  policy: EffectivePolicy | undefined,
  plan: Plan | undefined,
  { withBoundaries, trace }: StepSettings,
): Judgement {
  const boundary = withBoundaries ? askBoundaries(tool, data, trace) : undefined;
  if (boundary !== undefined) return judged(boundary, call, policy, plan);
  const baseline = askBaseline(tool, data, trace);
  if (baseline?.action === 'deny') return judged(baseline, call, policy, plan);
  const { verdict, floor, decidingRule } = askRules(tool, data, trace);
  if (verdict.action === 'deny') return judged(verdict, call, policy, plan);
  const limits = decidingRule?.limits ?? tool.limits;
  const held = baseline ?? floor ?? (verdict.action === 'require_approval' ? verdict : undefined);
  if (held !== undefined) return judged(held, call, policy, plan, decidingRule, limits);
  if (tool.onPlan === undefined) return judged(verdict, call, policy, plan, decidingRule, limits);
  note(trace, 'plan', 'require_approval', { detail: 'the plan asks for approval' });
  return judged(tool.onPlan, call, policy, plan, decidingRule, limits);
}
