import type { DecisionJson } from '../engine/decision-json.ts';

/** What decided: two decisions of which this is equal, as JSON, were made alike by the same part of a policy. */
export function decidedPlace({
  action,
  code,
  policy: { rule, condition, file, line },
}: DecisionJson): readonly unknown[] {
  return [action, code, rule, condition, file, line];
}
