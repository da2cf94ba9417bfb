import type { Plan } from '../model/documents.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import { UnjudgeableArguments } from '../model/json.ts';
import { askBaseline } from './ask/ask-baseline.ts';
import { askBoundaries } from './ask/ask-boundaries.ts';
import type { RulesOutcome } from './ask/ask-rules.ts';
import { askRules } from './ask/ask-rules.ts';
import type { CheckedCall } from './check-envelope.ts';
import { checkEnvelope } from './check-envelope.ts';
import { checkTenant } from './check-tenant.ts';
import type { LinkedTool } from './compile/linked-tool.ts';
import { measureArguments } from './ask/measure-arguments.ts';
import type { CallData } from './ask/slot.ts';
import { clearSlot } from './ask/slot.ts';
import type { Trace } from './ask/trace.ts';
import { note } from './ask/trace.ts';
import type { Verdict } from './verdict.ts';

/** What steps 1 to 5 came to: everything but limits. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly call?: CheckedCall;
  readonly policy?: EffectivePolicy;
  readonly plan?: Plan | undefined;
  /** The rule that decided step 5, whose rate limit counts. */
  readonly decidingRule?: EffectiveRule | undefined;
}

/** How the steps get at what they need. */
export interface StepSettings {
  readonly workspace: EffectiveWorkspace;
  readonly toolFor: (policy: EffectivePolicy, tool: string) => LinkedTool;
  readonly withBoundaries: boolean;
  readonly trace: Trace;
}

/** Steps 1 to 5 and the floors of step 7, in the order of the language page. */
export function decideSteps(input: unknown, settings: StepSettings): Judgement {
  const { workspace, trace } = settings;
  const envelope = checkEnvelope(input, workspace.envelope.required);
  if (!envelope.ok) {
    note(trace, 'envelope', 'deny', envelope.verdict.detail === undefined ? {} : { detail: envelope.verdict.detail });
    return { verdict: envelope.verdict };
  }
  note(trace, 'envelope', 'pass');
  const { call } = envelope;
  const tenant = checkTenant(workspace, call.tenantId, call.tool);
  if (!tenant.ok) {
    note(trace, 'tenant', 'deny', { detail: tenant.verdict.code });
    const policy = workspace.tenants.get(call.tenantId);
    return { verdict: tenant.verdict, call, ...(policy === undefined ? {} : { policy }) };
  }
  const { policy, plan } = tenant;
  note(trace, 'tenant', 'pass', plan === undefined ? {} : { detail: `plan ${plan.name.value}` });
  const args = call.arguments;
  const size = sizeVerdict(args);
  if (size !== undefined || args instanceof UnjudgeableArguments) {
    note(trace, 'size', 'deny', size?.detail === undefined ? {} : { detail: size.detail });
    return { verdict: size ?? { action: 'deny', code: 'argument_unjudgeable' }, call, policy, plan };
  }
  const tool = settings.toolFor(policy, call.tool);
  const data: CallData = {
    arguments: args,
    context: call.context,
    maxTextBytes: workspace.limits.maxArgumentBytes,
  };
  const { verdict, decidingRule } = askTool(tool, data, settings);
  for (const slot of tool.slots) clearSlot(slot);
  return { verdict, call, policy, plan, decidingRule };
}

function sizeVerdict(args: CheckedCall['arguments']): Verdict | undefined {
  if (args instanceof UnjudgeableArguments) {
    return { action: 'deny', code: 'argument_unjudgeable', detail: args.problem };
  }
  const size = measureArguments(args);
  if (size === 'fits') return undefined;
  const detail = size === 'too_deep' ? 'nested past 64 levels' : 'past 1 MiB';
  return { action: 'deny', code: 'argument_too_large', detail };
}

/** Steps 3 to 5, then the strictest of them: a deny wins; on a tie the earlier step gives the words. */
function askTool(
  tool: LinkedTool,
  call: CallData,
  { withBoundaries, trace }: StepSettings,
): Pick<RulesOutcome, 'verdict'> & Partial<Pick<RulesOutcome, 'decidingRule'>> {
  const boundary = withBoundaries ? askBoundaries(tool, call, trace) : undefined;
  if (boundary !== undefined) return { verdict: boundary };
  const baseline = askBaseline(tool, call, trace);
  if (baseline?.action === 'deny') return { verdict: baseline };
  const { verdict, floor, decidingRule } = askRules(tool, call, trace);
  if (verdict.action === 'deny') return { verdict };
  const held = baseline ?? floor ?? (verdict.action === 'require_approval' ? verdict : undefined);
  if (held !== undefined) return { verdict: held, decidingRule };
  if (tool.onPlan === undefined) return { verdict, decidingRule };
  note(trace, 'plan', 'require_approval', { detail: 'the plan asks for approval' });
  return { verdict: tool.onPlan, decidingRule };
}
