import type { LimitUse } from '../../model/decision.ts';
import type { Plan } from '../../model/documents.ts';
import type { EffectiveRule } from '../../model/workspace.ts';
import { matchesToolName } from '../tool-name.ts';
import type { LimitRequest } from './limit-store.ts';

/** A limit that a call must have room in. */
export interface AppliedLimit {
  readonly request: LimitRequest;
  readonly scope: LimitUse['scope'];
  readonly name: string;
  /** As written, `50/hour`. */
  readonly text: string;
}

/** The limits of calls that one rule decides, or none; made when a tool is compiled. */
export interface ToolLimits {
  readonly applied: readonly AppliedLimit[];
  /** Those of `applied`, in its order. */
  readonly requests: readonly LimitRequest[];
}

/** The limits of a tool's calls that a rule decided, or no rule. */
export function toolLimits(plan: Plan | undefined, tool: string, rule?: EffectiveRule): ToolLimits {
  const applied = [...ruleLimit(rule), ...planLimits(plan, tool)];
  return { applied, requests: applied.map(({ request }) => request) };
}

/** The name of the plan limit that counts calls of every tool. */
export const totalToolCalls = 'total_tool_calls';

/** The limits of a plan that concern a tool: each counts that tool by itself, but the total counts all. */
export function planLimits(plan: Plan | undefined, tool: string): readonly AppliedLimit[] {
  if (plan === undefined) return [];
  return plan.limits.flatMap(({ name, rate }): AppliedLimit[] => {
    const total = name.value === totalToolCalls;
    if (!total && !matchesToolName(name.value, tool)) return [];
    const { count, unitMs, text } = rate.value;
    const key = total ? 'total' : JSON.stringify(['tool', name.value, tool]);
    return [{ request: { key, count, unitMs }, scope: total ? 'total' : 'tool', name: name.value, text }];
  });
}

/** The rate limit of a rule: one counter for the rule, whatever the tool. */
function ruleLimit(rule: EffectiveRule | undefined): readonly AppliedLimit[] {
  const rate = rule?.rule.rateLimit?.value;
  if (rule === undefined || rate === undefined) return [];
  const { count, unitMs, text } = rate;
  return [
    {
      request: { key: JSON.stringify(['rule', rule.name]), count, unitMs },
      scope: 'rule',
      name: rule.name,
      text,
    },
  ];
}
