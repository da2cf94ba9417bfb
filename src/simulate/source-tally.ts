import type { MalformedRecord } from '../model/call.ts';
import type { SourceSummary } from './replay-summary.ts';

const mostMalformed = 100;
const mostSessions = 65_536;

/** Counts what one recording held. */
export interface SourceTally {
  readonly countCall: (session: string | undefined) => void;
  /** A call that was decided later than it was recorded. */
  readonly countHeld: () => void;
  readonly countMalformed: (record: MalformedRecord) => void;
  readonly summary: () => SourceSummary;
}

/**
 * Sessions are told apart exactly up to 65,536 of them; later ones count each time one begins. Calls without a session
 * are none.
 */
export function createSourceTally(path: string, format: string): SourceTally {
  const sessions = new Set<string>();
  const malformed: MalformedRecord[] = [];
  let latest: string | undefined;
  let laterSessions = 0;
  let calls = 0;
  let clockHeld = 0;
  let malformedTotal = 0;
  return {
    countCall: (session) => {
      calls += 1;
      if (session === undefined || session === latest) return;
      latest = session;
      if (sessions.size < mostSessions) sessions.add(session);
      else if (!sessions.has(session)) laterSessions += 1;
    },
    countHeld: () => {
      clockHeld += 1;
    },
    countMalformed: (record) => {
      malformedTotal += 1;
      if (malformed.length < mostMalformed) malformed.push(record);
    },
    summary: () => ({
      path,
      format,
      sessions: sessions.size + laterSessions,
      calls,
      clockHeld,
      malformedTotal,
      malformed: [...malformed],
    }),
  };
}
