import type { MalformedRecord } from '../model/call.ts';
import type { SourceSummary } from './replay-summary.ts';
import { countSessions, createSessionCounter } from './session-counter.ts';

const mostMalformed = 100;

/** Counts what one recording held. */
export interface SourceTally {
  readonly countCall: (session: string | undefined) => void;
  /** Calls that another part of the run counts with their sessions. */
  readonly countElsewhere: (calls: number) => void;
  /** A call that was decided later than it was recorded. */
  readonly countHeld: () => void;
  readonly countMalformed: (record: MalformedRecord) => void;
  readonly calls: () => number;
  readonly summary: () => SourceSummary;
  /** For `countSessions`, where parts of a run have seen different calls. */
  readonly sessionDigests: () => readonly number[];
}

/** Sessions are counted exactly up to 65,536 of them, and past that estimated. Calls without a session are none. */
export function createSourceTally(path: string, format: string): SourceTally {
  const sessions = createSessionCounter();
  const malformed: MalformedRecord[] = [];
  let latest: string | undefined;
  let calls = 0;
  let clockHeld = 0;
  let malformedTotal = 0;
  return {
    countCall: (session) => {
      calls += 1;
      if (session === undefined || session === latest) return;
      latest = session;
      sessions.add(session);
    },
    countElsewhere: (more) => {
      calls += more;
    },
    countHeld: () => {
      clockHeld += 1;
    },
    countMalformed: (record) => {
      malformedTotal += 1;
      if (malformed.length < mostMalformed) malformed.push(record);
    },
    calls: () => calls,
    summary: () => ({
      path,
      format,
      sessions: countSessions(sessions.digests()),
      calls,
      clockHeld,
      malformedTotal,
      malformed: [...malformed],
    }),
    sessionDigests: sessions.digests,
  };
}
