import type { Alphabet } from './alphabet.ts';
import type { EventAutomaton } from './event-automaton.ts';
import type { MaskPool } from './mask-pool.ts';

/**
 * An event automaton as it is run. `next[row + class]`, with `row` = state * stride, is the row that comes next or,
 * where something is to be done on the way, `-1 - event`. State 0 is the first.
 */
export interface ScanTable {
  readonly alphabet: Alphabet;
  readonly next: Int32Array;
  /** By event: the row that comes next, */
  readonly eventRows: Int32Array;
  /** the patterns that match (`words` numbers an event), */
  readonly eventMasks: Uint32Array;
  /** and those that may still match afterwards. */
  readonly eventLive: Uint32Array;
  /** By state: the number of the set in `endMasks` (`words` numbers a set) that matches where the text ends. */
  readonly ends: Int32Array;
  readonly endMasks: Uint32Array;
  /** Where not empty: a text that holds none of these matches no pattern of this table. */
  readonly needles: readonly string[];
  /** Where not 0: only that many units at the end of a text are looked at. */
  readonly tail: number;
}

/** Lays an automaton out for running. An event is also where fewer patterns may still match than before. */
export function layOut(
  automaton: EventAutomaton,
  masks: MaskPool,
  { needles = [], tail = 0 }: { readonly needles?: readonly string[]; readonly tail?: number } = {},
): ScanTable {
  const { alphabet, states } = automaton;
  const stride = alphabet.size;
  const events = new Map<number, number>();
  const rows: number[] = [];
  const matching: number[] = [];
  const next = automaton.next.map((target, at) => {
    const mask = automaton.events[at] ?? 0;
    const state = Math.floor(at / stride);
    if (mask === 0 && automaton.live[target] === automaton.live[state]) return target * stride;
    const key = mask * 0x100000 + target;
    let event = events.get(key);
    if (event === undefined) {
      event = rows.push(target * stride) - 1;
      matching.push(mask);
      events.set(key, event);
    }
    return -1 - event;
  });
  const endIndex = new Map<number, number>();
  for (const mask of automaton.ends) if (!endIndex.has(mask)) endIndex.set(mask, endIndex.size);
  return {
    alphabet,
    next,
    eventRows: Int32Array.from(rows),
    eventMasks: flatten(matching, masks),
    eventLive: flatten(
      rows.map((row) => automaton.live[row / stride] ?? 0),
      masks,
    ),
    ends: Int32Array.from({ length: states }, (_, state) => endIndex.get(automaton.ends[state] ?? 0) ?? 0),
    endMasks: flatten([...endIndex.keys()], masks),
    needles,
    tail,
  };
}

function flatten(numbers: readonly number[], masks: MaskPool): Uint32Array {
  const flat = new Uint32Array(numbers.length * masks.words);
  numbers.forEach((mask, i) => {
    flat.set(masks.at(mask), i * masks.words);
  });
  return flat;
}
