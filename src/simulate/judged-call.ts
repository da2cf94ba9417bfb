import type { RecordedCall } from '../model/call.ts';
import type { Decision } from '../model/decision.ts';
import type { JsonObject } from '../model/json.ts';

/** Where a call stands in its recording: the line (from 1) of a line format, and the index among its calls (from 0). */
interface CallSource {
  readonly file: string;
  readonly line?: number;
  readonly index: number;
}

/** A recorded call and how it was decided. */
export interface JudgedCall {
  /** The number of the call in the whole run, from 1. */
  readonly seq: number;
  readonly source: CallSource;
  readonly format: string;
  /** Undefined where nothing told it. */
  readonly tenant: string | undefined;
  readonly call: RecordedCall;
  /** In which it was decided: the recording's, with what the run told of the tenant. */
  readonly context: JsonObject;
  /** When it was decided, in milliseconds since 1970; undefined where limits could not be asked. */
  readonly at: number | undefined;
  readonly decision: Decision;
}
