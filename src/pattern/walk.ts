import { assert, assertionHolds, chars, match, type Nfa, split } from './nfa.ts';

/** Places from which reading goes on: `chars` places and, where `pending`, assertions that ask for what comes next. */
export interface PlaceSet {
  readonly places: readonly number[];
  readonly pending: boolean;
  /** A match ends here, whatever comes next. */
  readonly matched: boolean;
}

/** A walk over the places that lie ahead without a character taken. One is reused for all steps. */
export interface Walk {
  readonly nfa: Nfa;
  /** For each place the number of the walk that last came by. */
  readonly visited: Int32Array;
  readonly stack: Int32Array;
  mark: number;
  found: number[];
  matched: boolean;
  pending: boolean;
  /** Places that need not be walked, marked 1, for walks that do not know what comes next. */
  skip: Uint8Array | undefined;
  /** Places walked since this was last set to 0. */
  steps: number;
}

export function createWalk(nfa: Nfa): Walk {
  const places = nfa.kinds.length;
  return {
    nfa,
    visited: new Int32Array(places),
    stack: new Int32Array(places + 1),
    mark: 0,
    found: [],
    matched: false,
    pending: false,
    skip: undefined,
    steps: 0,
  };
}

export function begin(walk: Walk): void {
  walk.mark += 1;
  walk.found = [];
  walk.matched = false;
  walk.pending = false;
}

/** Adds what lies ahead of `from`, between a character of kind `before` and one of kind `after`. */
export function follow(walk: Walk, from: number, before: number, after: number): void {
  const { nfa, stack } = walk;
  let top = push(walk, from, 0);
  while (top > 0) {
    top -= 1;
    const place = stack[top] ?? 0;
    const next = nfa.b[place] ?? 0;
    walk.steps += 1;
    switch (nfa.kinds[place]) {
      case chars:
        walk.found.push(place);
        break;
      case split:
        top = push(walk, next, top);
        top = push(walk, nfa.a[place] ?? 0, top);
        break;
      case assert: {
        const holds = assertionHolds(nfa.a[place] ?? 0, before, after);
        if (holds === true) top = push(walk, next, top);
        if (holds !== undefined) break;
        walk.found.push(place);
        walk.pending = true;
        break;
      }
      case match:
        walk.matched = true;
    }
  }
}

/** What the walk came to, together with `more`, which was closed by a walk with the same surroundings. */
export function closedSet(walk: Walk, matched: boolean, more: PlaceSet | undefined): PlaceSet {
  for (const place of more?.places ?? []) {
    walk.steps += 1;
    if (walk.visited[place] === walk.mark) continue;
    walk.visited[place] = walk.mark;
    walk.found.push(place);
  }
  return {
    places: walk.found,
    pending: walk.pending || more?.pending === true,
    matched: walk.matched || matched || more?.matched === true,
  };
}

/** The same places once it is known what comes next: no assertion is left, and a match may end here. */
export function settle(walk: Walk, places: readonly number[], before: number, after: number): PlaceSet {
  begin(walk);
  for (const place of places) follow(walk, place, before, after);
  return closedSet(walk, false, undefined);
}

function push(walk: Walk, place: number, top: number): number {
  if (walk.visited[place] === walk.mark || walk.skip?.[place] === 1) return top;
  walk.visited[place] = walk.mark;
  walk.stack[top] = place;
  return top + 1;
}
