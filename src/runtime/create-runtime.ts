import type { Call, DecideOptions, Decision } from '../engine/index.ts';
import { createMemoryLimitStore } from '../engine/index.ts';
import type { OpenOptions, OpenProblem, Runtime } from './open-bundle.ts';
import { openBundle } from './open-bundle.ts';

/** A service's runtime: takes one bundle after the other, and keeps the last good one. */
export interface ReloadingRuntime {
  /** Of the bundle in service, if there is one. */
  readonly revision: string | undefined;
  /** The highest sequence accepted so far: keep it on disk and give it back after a restart. */
  readonly highestSequence: number | undefined;
  /** Why the bundle that was tried last is not in service; undefined where it is. */
  readonly problem: OpenProblem | undefined;
  /** Puts a bundle in service; one that fails leaves the active one as it is. Limits already taken stay taken. */
  load(bytes: Uint8Array): LoadResult;
  /** Before any bundle is in service every call is denied. */
  decide(call: Call, options?: DecideOptions): Decision;
  decideText(text: string, options?: DecideOptions): Decision;
}

export type LoadResult =
  | { readonly ok: true; readonly revision: string }
  | { readonly ok: false; readonly problem: OpenProblem };

/** As for one bundle; the time of each load comes from the clock. */
export type RuntimeOptions = Omit<OpenOptions, 'now'>;

export function createRuntime(options: RuntimeOptions): ReloadingRuntime {
  const clock = options.clock ?? Date.now;
  // One store for all bundles, else each new bundle would give every tenant its room back.
  const limits = options.limits ?? createMemoryLimitStore();
  let active: Runtime | undefined;
  let highest = options.highestSequence;
  let problem: OpenProblem | undefined;
  return {
    get revision() {
      return active?.revision;
    },
    get highestSequence() {
      return highest;
    },
    get problem() {
      return problem;
    },
    load(bytes) {
      const { highestSequence: _, ...rest } = options;
      const opened = openBundle(bytes, {
        ...rest,
        clock,
        limits,
        now: clock(),
        ...(highest !== undefined && { highestSequence: highest }),
      });
      problem = opened.ok ? undefined : opened.problem;
      if (!opened.ok) return opened;
      active = opened.runtime;
      highest = active.manifest.metadata.sequence ?? highest;
      return { ok: true, revision: active.revision };
    },
    decide: (call, asked) => active?.decide(call, asked) ?? notReady,
    decideText: (text, asked) => active?.decideText(text, asked) ?? notReady,
  };
}

const notReady: Decision = {
  action: 'deny',
  code: 'internal_error',
  reason: 'no policies are in service',
  policy: {},
  logging: {},
};
