import { type Alphabet, joinAlphabets } from './alphabet.ts';
import type { Work } from './budget.ts';
import type { Dfa } from './dfa.ts';
import type { MaskPool } from './mask-pool.ts';

/**
 * An automaton that tells of matches as it goes: a transition or the end of the text may carry a set of patterns that
 * match. A pattern that has matched starts afresh or stops, for what it says afterwards adds nothing; so many
 * unanchored patterns together stay small, where an automaton that remembers each match would double with each.
 * Sets are numbers in a mask pool.
 */
export interface EventAutomaton {
  readonly alphabet: Alphabet;
  readonly states: number;
  /** By state and class: the state that comes next, and the patterns that match on the way. */
  readonly next: Int32Array;
  readonly events: Int32Array;
  /** By state: the patterns that match where the text ends, and those that may still match from here. */
  readonly ends: Int32Array;
  readonly live: Int32Array;
}

/** The automaton of one pattern. `dfa` must neither accept all texts nor none. */
export function liftDfa(dfa: Dfa, pattern: number, masks: MaskPool): EventAutomaton {
  const { alphabet, states, full, dead } = dfa;
  const self = masks.single(pattern);
  const events = new Int32Array(dfa.next.length);
  const next = dfa.next.map((target, at) => {
    if (target !== full) return target;
    events[at] = self;
    return dead >= 0 ? dead : afresh(dfa, at % alphabet.size);
  });
  return {
    alphabet,
    states,
    next,
    events,
    ends: Int32Array.from(dfa.accepting, (accepts) => (accepts === 1 ? self : 0)),
    live: Int32Array.from({ length: states }, (_, state) => (state === dead || state === full ? 0 : self)),
  };
}

/** Where a pattern that has just matched goes on: as if the text began with the last character. */
function afresh(dfa: Dfa, index: number): number {
  const target = dfa.next[index] ?? 0;
  return target === dfa.full ? 0 : target;
}

/** One automaton that does what both do; undefined where it would pass `mostStates` or the steps run out. */
export function joinAutomata(
  left: EventAutomaton,
  right: EventAutomaton,
  masks: MaskPool,
  mostStates: number,
  work: Work,
): EventAutomaton | undefined {
  const joined = joinAlphabets(left.alphabet, right.alphabet);
  const size = joined.alphabet.size;
  const pairs: number[] = [0];
  const known = new Map<number, number>([[0, 0]]);
  const next: number[] = [];
  const events: number[] = [];
  for (let at = 0; at < pairs.length; at += 1) {
    work.left -= size;
    if (pairs.length > mostStates || work.left < 0) return undefined;
    const pair = pairs[at] ?? 0;
    const rowP = Math.floor(pair / right.states) * left.alphabet.size;
    const rowQ = (pair % right.states) * right.alphabet.size;
    for (let c = 0; c < size; c += 1) {
      const p = rowP + (joined.left[c] ?? 0);
      const q = rowQ + (joined.right[c] ?? 0);
      const target = (left.next[p] ?? 0) * right.states + (right.next[q] ?? 0);
      let number = known.get(target);
      if (number === undefined) {
        number = pairs.push(target) - 1;
        known.set(target, number);
      }
      next.push(number);
      events.push(masks.union(left.events[p] ?? 0, right.events[q] ?? 0));
    }
  }
  const inBoth = (a: Int32Array, b: Int32Array): Int32Array =>
    Int32Array.from(pairs, (pair) =>
      masks.union(a[Math.floor(pair / right.states)] ?? 0, b[pair % right.states] ?? 0),
    );
  return {
    alphabet: joined.alphabet,
    states: pairs.length,
    next: Int32Array.from(next),
    events: Int32Array.from(events),
    ends: inBoth(left.ends, right.ends),
    live: inBoth(left.live, right.live),
  };
}
