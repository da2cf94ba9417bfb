import type { PlaceSet } from './walk.ts';

/** A state: places, in any order, and what kind of character stands before them. */
interface StateSet extends PlaceSet {
  readonly before: number;
}

/** The states of an automaton under construction, numbered from 0 as they are first met. */
export interface StateSets {
  intern(places: readonly number[], pending: boolean, before: number): number;
  at(state: number): StateSet;
  count(): number;
}

export function createStateSets(places: number): StateSets {
  const states: StateSet[] = [];
  const byHash = new Map<number, number[]>();
  const marks = new Int32Array(places);
  let mark = 0;

  const isMarked = (state: StateSet | undefined, size: number, before: number): boolean => {
    if (state === undefined || state.before !== before || state.places.length !== size) return false;
    return state.places.every((place) => marks[place] === mark);
  };
  return {
    intern: (set, pending, before) => {
      mark += 1;
      let hash = before + 1;
      for (const place of set) {
        marks[place] = mark;
        // Adding up scrambled numbers gives the same for every order.
        const scrambled = Math.imul(place + 0x9e37, 0x85ebca6b);
        hash = (hash + Math.imul(scrambled ^ (scrambled >>> 15), 0xc2b2ae35)) | 0;
      }
      const candidates = byHash.get(hash) ?? [];
      for (const state of candidates) {
        if (isMarked(states[state], set.length, before)) return state;
      }
      const state = states.push({ places: set, pending, before, matched: false }) - 1;
      byHash.set(hash, [...candidates, state]);
      return state;
    },
    at: (state) => states[state] ?? { places: [], pending: false, before: 0, matched: false },
    count: () => states.length,
  };
}
