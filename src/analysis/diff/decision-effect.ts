import type { Action } from '../../model/rule.ts';
import type { Effect } from '../compare-rates.ts';

const order: readonly Action[] = ['deny', 'require_approval', 'allow'];

/** What it comes to that calls get another decision, in the order deny, require_approval, allow. */
export function decisionEffect(from: Action, to: Action): Effect {
  const step = order.indexOf(to) - order.indexOf(from);
  if (step === 0) return 'changed';
  return step > 0 ? 'wider' : 'narrower';
}
