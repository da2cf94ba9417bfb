import type { LinkedTool } from '../compile/linked-tool.ts';
import type { Verdict } from '../verdict.ts';
import { askAndTrace, conditionVerdict } from './ask-rule-conditions.ts';
import type { CallData } from './slot.ts';
import type { Trace } from './trace.ts';
import { note } from './trace.ts';

/** Step 4: all conditions and actions are asked. The first deny is final; else the first floor is returned. */
export function askBaseline(tool: LinkedTool, call: CallData, trace: Trace): Verdict | undefined {
  let floor: Verdict | undefined;
  for (const rule of tool.baseline) {
    for (const condition of rule.conditions) {
      const outcome = askAndTrace('baseline', rule, condition, call, trace);
      const verdict = conditionVerdict(outcome, rule, condition, call);
      if (verdict?.action === 'deny') return verdict;
      floor ??= verdict;
    }
    const { onAction } = rule;
    if (onAction === undefined) continue;
    note(trace, 'baseline', onAction.action, { rule: rule.source.name });
    if (onAction.action === 'deny') return onAction;
    floor ??= onAction;
  }
  return floor;
}
