import type { Overrun, Work } from './budget.ts';
import type { RawDfa } from './dfa.ts';
import { edge, type Nfa, newline, other, unknown, word } from './nfa.ts';
import { createStateSets, type StateSets } from './state-sets.ts';
import { begin, closedSet, createWalk, follow, type PlaceSet, settle, type Walk } from './walk.ts';

/** What lies ahead of the start place when `before` stands behind it; every state holds it, so no state spells it out. */
interface Start {
  readonly before: number;
  readonly set: PlaceSet;
  /** What each class leads to from here alone. */
  readonly targets: readonly PlaceSet[];
  /** The same as states, once they are known. */
  row: Int32Array | undefined;
  readonly acceptsEnd: boolean;
}

interface Run {
  readonly nfa: Nfa;
  readonly walk: Walk;
  readonly states: StateSets;
  readonly starts: Map<number, Start>;
  /** For each kind of character before: the places on the way from the start, marked 1. */
  readonly implicit: Map<number, Uint8Array>;
  readonly buckets: number[][];
}

/** The state that has found a match and need not look further. */
const full = 0;

/**
 * The automaton of the texts in which `nfa` finds a match somewhere. States are sets of places; a match is final, for
 * nobody asks where it was.
 */
export function determinise(nfa: Nfa, work: Work, mostStates: number): RawDfa | Overrun {
  const size = nfa.alphabet.size;
  const run: Run = {
    nfa,
    walk: createWalk(nfa),
    states: createStateSets(nfa.kinds.length),
    starts: new Map(),
    implicit: new Map(),
    buckets: Array.from({ length: size }, () => []),
  };
  prepareStarts(run);
  const rows: Int32Array[] = [new Int32Array(size)];
  const accepting: number[] = [1];
  const first = run.starts.get(nfa.hasAssertions ? edge : other);
  if (first === undefined) return 'states';
  const start = first.set.matched ? full : run.states.intern([], false, first.before) + 1;
  for (let state = 1; state <= run.states.count(); state += 1) {
    if (state > mostStates) return 'states';
    const { places, pending, before } = run.states.at(state - 1);
    rows.push(transitions(run, { places, pending, matched: false }, before));
    accepting.push(acceptsEnd(run, { places, pending, matched: false }, before) ? 1 : 0);
    work.left -= size + run.walk.steps;
    run.walk.steps = 0;
    if (work.left < 0) return 'steps';
  }
  return { alphabet: nfa.alphabet, start, rows, accepting };
}

function prepareStarts(run: Run): void {
  const { nfa, walk } = run;
  const kinds = new Set<number>(nfa.kindOf);
  for (const before of nfa.hasAssertions ? [edge, ...kinds] : kinds) {
    begin(walk);
    follow(walk, nfa.start, before, unknown);
    const set = closedSet(walk, false, undefined);
    run.starts.set(before, { before, set, targets: [], row: undefined, acceptsEnd: false });
    run.implicit.set(
      before,
      Uint8Array.from(walk.visited, (mark) => (mark === walk.mark ? 1 : 0)),
    );
  }
  for (const [before, start] of run.starts) {
    const targets: PlaceSet[] = [];
    distribute(run, start.set, before, (index, matched, nexts) => {
      targets[index] = step(run, index, matched, nexts, undefined);
    });
    const acceptsAtEnd = start.set.matched || settle(walk, start.set.places, before, edge).matched;
    run.starts.set(before, { ...start, targets, acceptsEnd: acceptsAtEnd });
  }
}

/** The row of a state: for each class the state it leads to. */
function transitions(run: Run, from: PlaceSet, before: number): Int32Array {
  const start = run.starts.get(before);
  if (start === undefined) return new Int32Array(run.nfa.alphabet.size);
  start.row ??= Int32Array.from(start.targets, (target, index) => stateOf(run, target, index));
  if (from.places.length === 0) return start.row;
  const row = start.row.slice();
  distribute(run, from, before, (index, matched, nexts) => {
    if (!matched && nexts.length === 0) return;
    row[index] = stateOf(run, step(run, index, matched, nexts, start.targets[index]), index);
  });
  return row;
}

/** Calls `visit` for every class with the places that taking it leads to, and whether a match ends before it. */
function distribute(
  { nfa, walk, buckets }: Run,
  from: PlaceSet,
  before: number,
  visit: (index: number, matched: boolean, nexts: readonly number[]) => void,
): void {
  for (const after of [other, word, newline]) {
    const settled = from.pending ? settle(walk, from.places, before, after) : from;
    if (!from.pending && after !== other) break;
    for (const place of settled.places) {
      const next = nfa.b[place] ?? 0;
      const classes = nfa.classesOf[nfa.a[place] ?? 0] ?? [];
      walk.steps += classes.length;
      for (const index of classes) buckets[index]?.push(next);
    }
    for (let index = 0; index < buckets.length; index += 1) {
      const bucket = buckets[index] ?? [];
      if (!from.pending || nfa.kindOf[index] === after) visit(index, settled.matched, bucket);
      // Most are empty, and to set a length is slow.
      if (bucket.length > 0) bucket.length = 0;
    }
  }
}

/** The places, closed, that taking a character of class `index` leads to, together with those of `more`. */
function step(
  { nfa, walk, implicit }: Run,
  index: number,
  matched: boolean,
  nexts: readonly number[],
  more: PlaceSet | undefined,
): PlaceSet {
  const before = nfa.kindOf[index] ?? 0;
  begin(walk);
  walk.skip = implicit.get(before);
  for (const next of nexts) follow(walk, next, before, unknown);
  walk.skip = undefined;
  return closedSet(walk, matched, more);
}

function stateOf(run: Run, target: PlaceSet, index: number): number {
  const before = run.nfa.kindOf[index] ?? 0;
  if (target.matched || run.starts.get(before)?.set.matched === true) return full;
  return run.states.intern(target.places, target.pending, before) + 1;
}

function acceptsEnd(run: Run, { places, pending }: PlaceSet, before: number): boolean {
  if (run.starts.get(before)?.acceptsEnd === true) return true;
  return pending && settle(run.walk, places, before, edge).matched;
}
