import type { StepName, TraceStep } from '../../model/decision.ts';

/** Where the steps of a decision are noted, if anyone asked. */
export type Trace = TraceStep[] | undefined;

/** Notes a step; costs nothing where nobody asked for a trace. */
export function note(
  trace: Trace,
  step: StepName,
  outcome: string,
  more?: Omit<TraceStep, 'step' | 'outcome'> | undefined,
): void {
  if (trace !== undefined) trace.push({ step, outcome, ...more });
}
