import type { MalformedRecord, RecordedCall } from '../model/call.ts';
import type { JsonObject, JsonValue, UnjudgeableArguments } from '../model/json.ts';
import type { DuplicateKey } from '../text/json-parser.ts';
import type { SeenTexts } from './messages/seen-texts.ts';

/**
 * A way in which tool calls are recorded. A format knows records, never files: it is told by their content, and reads
 * them one after the other.
 */
export interface TranscriptFormat {
  /** As given to `--input-format`: lower case, with `-`. */
  readonly name: string;
  /** As people call it. */
  readonly title: string;
  /**
   * Whether the format is a recorder's, whose records hold other formats' messages: where it says yes, formats of bare
   * messages are not asked.
   */
  readonly holdsMessages?: boolean;
  /** Whether these records, the first of a file, are this format's. At most about twenty; looks at content only. */
  detect(sample: readonly JsonValue[]): 'yes' | 'no';
  /** Whether a list is many records; otherwise it is one. */
  isRecordList(list: readonly JsonValue[]): boolean;
  /**
   * A reader for one file; what it remembers of earlier records is bounded. `shared` is what the readers of all files of a
   * run remember together, for formats whose files repeat one another. `whose` keeps those apart that may well have said the
   * same, for formats whose records repeat one another.
   */
  createReader(shared: SeenTexts, whose: WhoseRecord): RecordReader;
  /** Its reader remembers nothing, of this file or others: what a record holds does not depend on those before. */
  readonly recordsStandAlone?: true;
}

/** What tells whose a record is, as a text: records of two that differ are not one another's. Empty where nothing tells. */
export type WhoseRecord = (record: JsonValue) => string;

/** Says what calls a record holds. Never throws, whatever the record is. */
export interface RecordReader {
  (record: SourceRecord, sink: RecordSink): void;
  /** Reports what waited for more records, once there are none. */
  readonly end?: (sink: RecordSink) => void;
}

/** One record of a recording: a line, an item of a list, or the whole document. */
interface SourceRecord {
  readonly value: JsonValue;
  /** Keys that an object of the record holds twice; their pointers start at the record. Mostly absent. */
  readonly duplicateKeys?: readonly DuplicateKey[];
}

/** Takes what a reader finds, in the order of the recording. */
export interface RecordSink {
  call(found: FoundCall): void;
  /** A part of the record that is not what the format says. `why` names the place, without full stop. */
  malformed(why: string): void;
  /** A tool call that is not the agent's, so that no policy judges it. */
  unjudged(reason: string, tool?: string): void;
  /** A sink that stays with this record when later ones are read. */
  hold(): RecordSink;
}

/** A call as a format's reader sees it. */
export interface FoundCall {
  readonly tool: string;
  readonly arguments: JsonValue | UnjudgeableArguments;
  /** JSON Pointer of arguments that stand as JSON in the record, so that a duplicate key in them is theirs alone. */
  readonly argumentsAt?: string | undefined;
  readonly context?: JsonObject | undefined;
  /** Milliseconds since 1970. */
  readonly time?: number | undefined;
  readonly callId?: string | undefined;
  readonly session?: string | undefined;
  readonly result?: JsonValue | undefined;
  readonly recorded?: JsonObject | undefined;
  /** A header that stands before the records and is about all of them. */
  readonly header?: JsonValue | undefined;
}

/** What comes out of a recording, one after the other. */
export type TranscriptRecord =
  /** `record` is the record that the call was found in, `header` the file's, for JSON Pointers. */
  | {
      readonly kind: 'call';
      readonly call: RecordedCall;
      readonly record: JsonValue;
      readonly header?: JsonValue;
    }
  | { readonly kind: 'malformed'; readonly malformed: MalformedRecord }
  | { readonly kind: 'unjudged'; readonly reason: string; readonly tool?: string; readonly line?: number };
