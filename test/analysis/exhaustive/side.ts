import { createEngine, createMemoryLimitStore } from '../../../src/engine/index.ts';
import type { Decision } from '../../../src/model/decision.ts';
import { interpret, newState } from '../../reference/interpret.ts';
import type { PlainWorkspace } from '../../reference/plain-documents.ts';
import { asWritten, type Reading } from '../../reference/reading.ts';
import type { Verdict } from '../../reference/verdict.ts';
import { type Boundary, boundariesOf } from './boundary.ts';
import { type LoadedWorkspace, loadWorkspace } from './load-workspace.ts';
import type { SearchedCall } from './searched-call.ts';

/** One version of a workspace, decided by the engine and by the reference interpreter. No limit is exhausted. */
export interface Side {
  readonly plain: PlainWorkspace;
  readonly loaded: LoadedWorkspace;
  readonly decide: (call: SearchedCall, options?: { readonly trace?: boolean }) => Decision;
  /** The same without step 3. */
  readonly decideUnbounded: (call: SearchedCall, options?: { readonly trace?: boolean }) => Decision;
  readonly page: (call: SearchedCall, reading?: Reading) => Verdict;
  readonly pageUnbounded: (call: SearchedCall, reading?: Reading) => Verdict;
  /** The tool's bounded paths, enforced or not. */
  readonly boundaries: readonly Boundary[];
}

export function createSide(plain: PlainWorkspace): Side {
  const loaded = loadWorkspace(plain);
  const engine = createEngine(loaded.workspace, { clock: () => 0, limits: createMemoryLimitStore() });
  const unenforced = plain.boundaries.map((document) => ({ ...document, enforce: false }));
  const open = { ...plain, boundaries: unenforced };
  const ask = (workspace: PlainWorkspace, call: SearchedCall, reading: Reading = asWritten): Verdict => {
    return interpret(workspace, { ...call, time: 0 }, newState(reading));
  };
  return {
    plain,
    loaded,
    decide: (call, options) => engine.decide(call, { ...options, without: { limits: true } }),
    decideUnbounded: (call, options) => {
      return engine.decide(call, { ...options, without: { boundaries: true, limits: true } });
    },
    page: (call, reading) => ask(plain, call, reading),
    pageUnbounded: (call, reading) => ask(open, call, reading),
    boundaries: boundariesOf(plain, loaded),
  };
}
