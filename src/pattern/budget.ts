/** How far compiling may go. Counted in states and steps, never in time, so that every machine answers the same. */
export interface Budget {
  /** States of one pattern's smallest automaton. */
  readonly patternStates: number;
  /** States of one automaton that answers for several patterns; past it there are several. */
  readonly scannerStates: number;
  /** Elementary steps spent on one pattern, or on joining the automata of a scanner. */
  readonly steps: number;
}

export const defaultBudget: Budget = { patternStates: 2_000, scannerStates: 10_000, steps: 8_000_000 };

/** What was passed. */
export type Overrun = 'states' | 'steps';

/** Steps that are left; shared by everything that is done for one pattern. */
export interface Work {
  left: number;
}
