import type { PathMatch } from '../../model/rule.ts';
import type { LinkedRule, LinkedTool } from '../compile/linked-tool.ts';
import type { Verdict } from '../verdict.ts';
import { isConditionUnclear } from './ask-condition.ts';
import { askAndTrace, conditionVerdict } from './ask-rule-conditions.ts';
import type { CallData } from './slot.ts';
import type { Trace } from './trace.ts';
import { note } from './trace.ts';
import { unexpectedArgument } from './unexpected-argument.ts';

/** What step 5 came to: the verdict, the first floor on the way, and the rule whose limit counts. */
export interface RulesOutcome {
  readonly verdict: Verdict;
  readonly floor: Verdict | undefined;
  readonly decidingRule: LinkedRule | undefined;
}

/** Step 5: rules in order; in a rule, conditions in order, then its own action; else the default. */
export function askRules(tool: LinkedTool, call: CallData, trace: Trace): RulesOutcome {
  let floor: Verdict | undefined;
  for (const rule of tool.rules) {
    for (const condition of rule.conditions) {
      const outcome = askAndTrace('rules', rule, condition, call, trace);
      const verdict = conditionVerdict(outcome, rule, condition, call);
      if (outcome === 'floor') floor ??= verdict;
      else if (verdict !== undefined) {
        return {
          verdict: close(rule, verdict, condition.source.match, tool, call, trace),
          floor,
          decidingRule: rule,
        };
      }
    }
    const { onAction } = rule;
    if (onAction !== undefined) {
      note(trace, 'rules', onAction.action, { rule: rule.source.name });
      return { verdict: close(rule, onAction, [], tool, call, trace), floor, decidingRule: rule };
    }
  }
  return { verdict: defaultVerdict(tool, call, trace), floor, decidingRule: undefined };
}

// Every condition of every rule was asked, so each of them may have been the unclear one.
function defaultVerdict(tool: LinkedTool, call: CallData, trace: Trace): Verdict {
  if (tool.onDefault.action === 'deny') {
    for (const rule of tool.rules) {
      for (const condition of rule.conditions) {
        if (!isConditionUnclear(condition, call)) continue;
        const where = { rule: rule.source.name, condition: condition.name };
        note(trace, 'rules', 'default deny', { ...where, detail: 'an answer was unclear' });
        return tool.onUnclearDefault;
      }
    }
  }
  note(trace, 'rules', `default ${tool.onDefault.action}`);
  return tool.onDefault;
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
  const named = [
    ...match.map(({ path }) => path).filter(({ root }) => root === 'arguments'),
    ...tool.boundaryPaths,
  ];
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
