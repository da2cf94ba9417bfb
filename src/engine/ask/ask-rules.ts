import type { Action, PathMatch } from '../../model/rule.ts';
import type { EffectiveRule } from '../../model/workspace.ts';
import { isConditionUnclear } from './ask-condition.ts';
import { askAndTrace, conditionVerdict } from './ask-rule-conditions.ts';
import type { LinkedRule, LinkedTool } from '../compile/linked-tool.ts';
import type { CallData } from './slot.ts';
import type { Trace } from './trace.ts';
import { note } from './trace.ts';
import { unexpectedArgument } from './unexpected-argument.ts';
import type { Verdict } from '../verdict.ts';

/** What step 5 came to: the verdict, the first floor on the way, and the rule whose limit counts. */
export interface RulesOutcome {
  readonly verdict: Verdict;
  readonly floor: Verdict | undefined;
  readonly decidingRule: EffectiveRule | undefined;
}

/** Step 5: rules in order; in a rule, conditions in order, then its own action; else the default. */
export function askRules(tool: LinkedTool, defaultAction: Action, call: CallData, trace: Trace): RulesOutcome {
  let floor: Verdict | undefined;
  for (const rule of tool.rules) {
    for (const condition of rule.conditions) {
      const outcome = askAndTrace('rules', rule, condition, call, trace);
      const verdict = conditionVerdict(outcome, 'rule', rule, condition, call);
      if (outcome === 'floor') floor ??= verdict;
      else if (verdict !== undefined) {
        return { verdict: close(rule, verdict, condition.source.match, tool, call, trace), floor, decidingRule: rule.source };
      }
    }
    const verdict = ruleAction(rule, trace);
    if (verdict !== undefined) {
      return { verdict: close(rule, verdict, [], tool, call, trace), floor, decidingRule: rule.source };
    }
  }
  return { verdict: defaultVerdict(tool, defaultAction, call, trace), floor, decidingRule: undefined };
}

function ruleAction(rule: LinkedRule, trace: Trace): Verdict | undefined {
  const action = rule.source.rule.action?.value;
  if (action === undefined) return undefined;
  note(trace, 'rules', action, { rule: rule.source.name });
  return { action, code: 'rule_action', ...rule.words, rule: rule.source, place: rule.source.rule.place };
}

// Every condition of every rule was asked, so each of them may have been the unclear one.
function defaultVerdict(tool: LinkedTool, action: Action, call: CallData, trace: Trace): Verdict {
  if (action === 'deny') {
    for (const rule of tool.rules) {
      for (const condition of rule.conditions) {
        if (!isConditionUnclear(condition, call)) continue;
        const where = { rule: rule.source.name, condition: condition.name };
        note(trace, 'rules', 'default deny', { ...where, detail: 'an answer was unclear' });
        return { action, code: 'argument_unjudgeable' };
      }
    }
  }
  note(trace, 'rules', `default ${action}`);
  return { action, code: 'default_action' };
}

/** `closed_arguments`: every leaf must be named by the deciding condition or by a boundary. */
function close(
  rule: LinkedRule,
  verdict: Verdict,
  match: readonly PathMatch[],
  tool: LinkedTool,
  call: CallData,
  trace: Trace,
): Verdict {
  if (!rule.source.rule.closedArguments || verdict.action === 'deny') return verdict;
  const named = [...match.map(({ path }) => path).filter(({ root }) => root === 'arguments'), ...tool.boundaryPaths];
  const unexpected = unexpectedArgument(call.arguments, named);
  note(trace, 'closed_arguments', unexpected === undefined ? 'pass' : 'deny', {
    rule: rule.source.name,
    ...(unexpected === undefined ? {} : { path: unexpected }),
  });
  if (unexpected === undefined) return verdict;
  return {
    action: 'deny',
    code: 'argument_unexpected',
    detail: unexpected,
    rule: rule.source,
    ...(verdict.condition === undefined ? {} : { condition: verdict.condition }),
    ...(verdict.place === undefined ? {} : { place: verdict.place }),
  };
}
