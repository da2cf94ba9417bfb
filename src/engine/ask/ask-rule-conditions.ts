import type { StepName } from '../../model/decision.ts';
import type { LinkedCondition, LinkedRule } from '../compile/linked-tool.ts';
import type { Verdict } from '../verdict.ts';
import { tooLarge } from '../verdict.ts';
import type { ConditionOutcome } from './ask-condition.ts';
import { askCondition, isPathTooLarge, quantifierOf } from './ask-condition.ts';
import type { CallData } from './slot.ts';
import type { Trace } from './trace.ts';
import { note } from './trace.ts';
import { tracePath } from './trace-path.ts';

/** Asks one condition and notes what was asked. */
export function askAndTrace(
  step: StepName,
  rule: LinkedRule,
  condition: LinkedCondition,
  call: CallData,
  trace: Trace,
): ConditionOutcome {
  const outcome = askCondition(condition, call);
  if (trace === undefined) return outcome;
  const where = { rule: rule.source.name, condition: condition.name };
  if (outcome !== 'too_large') {
    for (const path of condition.paths)
      tracePath(trace, step, path, quantifierOf(condition.action), call, where);
  }
  note(trace, step, outcome === 'decides' ? condition.action : outcome, where);
  return outcome;
}

/** What a condition's outcome says, as a verdict; undefined for next. A floor is a `require_approval`. */
export function conditionVerdict(
  outcome: ConditionOutcome,
  rule: LinkedRule,
  condition: LinkedCondition,
  call: CallData,
): Verdict | undefined {
  switch (outcome) {
    case 'next':
      return undefined;
    case 'too_large': {
      const path = condition.paths.find((candidate) => isPathTooLarge(candidate, call));
      const where = { rule: rule.source, condition: condition.name, place: condition.source.place };
      return tooLarge(path?.match.path.text ?? 'arguments', where);
    }
    case 'unclear':
      return condition.onUnclear;
    case 'decides':
    case 'floor':
      return condition.onDecide;
  }
}
