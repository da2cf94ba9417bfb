import type { Engine } from '../../engine/engine.ts';
import type { Call } from '../../model/call.ts';
import type { DecidingPart } from '../deciding-part.ts';

/**
 * Whether it is that part of the rules that decides a call, boundaries left aside: of a held call the trace says what
 * lets it pass, the decision what holds it.
 */
export function isDecidedBy(engine: Engine, call: Call, part: DecidingPart): boolean {
  const { trace = [] } = engine.decide(call, { trace: true, without: { boundaries: true } });
  const last = trace.findLast(
    ({ step, outcome }) => step === 'rules' && !['asked', 'next', 'floor'].includes(outcome),
  );
  if (part.kind === 'default') return last !== undefined && last.rule === undefined;
  return last?.rule === part.rule.name && last.condition === conditionName(part);
}

/** As the engine names it: its id, else where it stands in its rule. */
function conditionName(part: Exclude<DecidingPart, { readonly kind: 'default' }>): string | undefined {
  if (part.kind === 'action') return undefined;
  return part.condition.id ?? String(part.rule.rule.conditions.indexOf(part.condition));
}
