import { queryAsked } from '../query/query-asked.ts';
import { type CallSolver, type CallSpace, createCallSolver } from './call-solver.ts';
import type { Store } from './store.ts';

/** Misses no call; where query matchers are asked, the call that is shown is one of which they answer as they must, if one is known. */
export function createShowingSolver(space: CallSpace): CallSolver {
  const possible = createCallSolver(space);
  const sure = createCallSolver({ ...space, queries: 'judged' });
  return {
    hasCall: possible.hasCall,
    callOf: (store) => (asksQuery(store) ? sure.callOf(store) : undefined) ?? possible.callOf(store),
  };
}

function asksQuery({ demands }: Store): boolean {
  for (const { matcher } of demands.keys()) if (queryAsked(matcher) !== undefined) return true;
  return false;
}
