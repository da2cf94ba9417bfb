import type { JsonValue } from '../model/json.ts';
import type { Condition } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveRule } from '../model/workspace.ts';
import type { AnalysedWorkspace } from './analysed-workspace.ts';
import { algebraOf } from './analysis-session.ts';
import { OverBudget } from './language/over-budget.ts';
import { sampleValue } from './sample-value.ts';
import type { CallParts } from './space/call-solver.ts';
import { callWithValue } from './value-in-call.ts';
import { quickEngine } from './witness-engine.ts';

/**
 * Whether the engine says that a condition, or the rule's own action where none is given, decides a call that was guessed: one
 * single value that its matcher takes at each of its paths, and nothing else. Most parts do, and need no more to be known
 * as reached; false says nothing.
 */
export function decidesSample(
  workspace: AnalysedWorkspace,
  policy: EffectivePolicy,
  tool: string,
  rule: EffectiveRule,
  condition?: Condition,
): boolean {
  const call = sampleCall(workspace, policy, condition);
  if (call === undefined) return false;
  const asked = { trace: true, without: { boundaries: true, limits: true } };
  const { trace = [] } = quickEngine(workspace).decide({ tool, ...call }, asked);
  const last = trace.findLast(({ step, outcome }) => step === 'rules' && outcome !== 'asked');
  const action = condition === undefined ? rule.rule.action?.value : condition.action.value;
  const name = condition?.id ?? (condition && String(rule.rule.conditions.indexOf(condition)));
  return last?.rule === rule.name && last.condition === name && last.outcome === action;
}

function sampleCall(
  workspace: AnalysedWorkspace,
  policy: EffectivePolicy,
  condition: Condition | undefined,
): CallParts | undefined {
  const required = workspace.envelope.required.map((key) => [key, 'x'] as const);
  let call: CallParts | undefined = {
    arguments: {},
    context: { ...Object.fromEntries(required), tenant_id: policy.tenantId },
  };
  for (const { path, matcher } of condition?.match ?? []) {
    const sample = guess(() => sampleValue(matcher, policy.bindings, algebraOf(workspace)));
    if (sample === undefined) return undefined;
    if (sample.kind === 'absent') continue;
    call = isScalar(sample.value) && call !== undefined ? callWithValue(call, path, sample.value) : undefined;
    if (call === undefined) return undefined;
  }
  return call;
}

function guess<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof OverBudget) return undefined;
    throw error;
  }
}

function isScalar(value: JsonValue): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
