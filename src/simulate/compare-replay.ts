import type { Engine } from '../engine/engine.ts';
import type { Decision } from '../model/decision.ts';
import type { Action } from '../model/rule.ts';
import type { JudgedCall } from './judged-call.ts';
import { createReplay, type Replay } from './replay.ts';

/** Two versions that decide the same recordings. */
export interface ReplayComparisonOptions {
  /** Their limits must be fresh, for they fill as the recording goes on. */
  readonly before: Engine;
  readonly after: Engine;
  /** Whether a tenant has a policy. */
  readonly isKnown: (tenant: string) => boolean;
}

/** A recorded call that the two decide differently. */
export interface ChangedCall extends Omit<JudgedCall, 'decision' | 'context' | 'at'> {
  readonly from: Action;
  readonly to: Action;
}

/** What two versions make of recorded calls. Its size does not depend on how long the recordings are. */
export interface ReplayComparison {
  readonly calls: number;
  /** How many calls are decided differently, by both decisions: `allow>deny`. Only those that there are. */
  readonly changes: ReadonlyMap<`${Action}>${Action}`, number>;
  /** The first few calls that are denied now and were not before. */
  readonly newlyDenied: readonly ChangedCall[];
}

const mostExamples = 3;

/** A replay that decides every call twice. `comparison` tells what was found so far. */
export function createComparedReplay({ before, after, isKnown }: ReplayComparisonOptions): {
  readonly replay: Replay;
  readonly comparison: () => ReplayComparison;
} {
  const changes = new Map<`${Action}>${Action}`, number>();
  const newlyDenied: ChangedCall[] = [];
  let was: Decision | undefined;
  // The replay tells of a call right after it was decided: what the other version says of it is at hand.
  const both: Engine = {
    decide(call, options) {
      was = before.decide(call, options);
      return after.decide(call, options);
    },
  };
  const replay = createReplay({
    engine: both,
    isKnown,
    shown: { show: false, digest: () => '' },
    onCall: ({ decision, context: _context, at: _at, ...judged }) => {
      const from = was?.action ?? decision.action;
      const to = decision.action;
      if (from === to) return;
      changes.set(`${from}>${to}`, (changes.get(`${from}>${to}`) ?? 0) + 1);
      if (to === 'deny' && newlyDenied.length < mostExamples) newlyDenied.push({ ...judged, from, to });
    },
  });
  return { replay, comparison: () => ({ calls: replay.calls(), changes, newlyDenied }) };
}

/** How many of the calls were not denied before and are now. */
export function newlyDeniedCalls({ changes }: ReplayComparison): number {
  return (changes.get('allow>deny') ?? 0) + (changes.get('require_approval>deny') ?? 0);
}
