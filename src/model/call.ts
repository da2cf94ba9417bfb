import type { JsonObject, JsonValue, UnjudgeableArguments } from './json.ts';

/**
 * One tool call with its context: plain JSON data. `tenant_id` in the context says for whom; it is set by the
 * service, never by the model. Fields are `unknown` on purpose: whatever a caller hands over is judged, not trusted.
 */
export interface Call {
  readonly tool: unknown;
  readonly arguments: unknown;
  readonly context: unknown;
}

/** A call from a recording, in the toolkit's own shape. */
export interface RecordedCall {
  readonly tool: string;
  readonly arguments: JsonValue | UnjudgeableArguments;
  readonly context: JsonObject;
  /** Milliseconds since 1970-01-01T00:00:00Z; absent where the recording has no time. */
  readonly time?: number;
  readonly callId?: string;
  readonly session?: string;
  readonly result?: JsonValue;
  readonly recorded?: JsonObject;
  /** Line in the file (from 1) for line formats, and index of the call in the file (from 0). */
  readonly line?: number;
  readonly index: number;
}

/** A record of a recording that is not what its format says. */
export interface MalformedRecord {
  readonly line?: number;
  /** What is wrong, without full stop. */
  readonly why: string;
}
