/** A stream of choices that a seed fixes. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number;
  /** True with that probability. */
  readonly chance: (probability: number) => boolean;
  /** One of a list. Throws where it is empty. */
  readonly pick: <const T>(list: readonly T[]) => T;
  /** One of a list, undefined where it is empty. */
  readonly pickAny: <T>(list: readonly T[]) => T | undefined;
  /** `count` different entries of a list, in its order; all where it has fewer. */
  readonly some: <T>(list: readonly T[], count: number) => T[];
}

/** The same seed gives the same choices on every machine (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const chosen = below(list.length);
      for (const [index, entry] of list.entries()) {
        if (index === chosen) return entry;
      }
      throw new Error('nothing to pick from');
    },
    pickAny: (list) => list[below(list.length)],
    some: (list, count) => {
      const left = [...list.keys()];
      while (left.length > count) left.splice(below(left.length), 1);
      return list.filter((_, index) => left.includes(index));
    },
  };
}
