import type { Alphabet } from './alphabet.ts';

/**
 * A complete deterministic automaton over code points: the set of texts, from end to end, that lead from state 0 to an
 * accepting one. As made by `minimise` it is the only smallest one of its language, states numbered by first visit.
 */
export interface Dfa {
  readonly alphabet: Alphabet;
  readonly states: number;
  /** `next[state * alphabet.size + class]` is a state. */
  readonly next: Int32Array;
  /** 1 for the states in which a text may end. */
  readonly accepting: Uint8Array;
  /** The state that nothing leads out of to an accepting one, or -1. */
  readonly dead: number;
  /** The state from which every text is accepted, or -1. */
  readonly full: number;
}

/** A complete deterministic automaton as it comes: `rows[state][class]` is a state. */
export interface RawDfa {
  readonly alphabet: Alphabet;
  readonly start: number;
  readonly rows: readonly Int32Array[];
  /** 1 for the states in which a text may end. */
  readonly accepting: readonly number[];
}
