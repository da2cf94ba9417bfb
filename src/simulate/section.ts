import type { RecordedCall } from '../model/call.ts';
import type { JsonObject } from '../model/json.ts';
import type { JudgedCall } from './judged-call.ts';

/**
 * Something that a run is asked to learn beside the counts. Is told every call that was decided, in order. `Result` is its
 * part of `SectionResults`: plain JSON, bounded whatever was replayed.
 */
export interface Section<Result> {
  readonly see: (judged: JudgedCall) => void;
  /**
   * Is told before that, once for each tenant that is counted by name, in the context of its first call, also where another
   * shard decides it: the same in all shards.
   */
  readonly meet?: (tenant: string, context: JsonObject) => void;
  /**
   * Is told every call that is read, in order, also those that another shard decides. `file` as results name it. Where jobs share
   * lines (`shared-lines.ts`) not every part reads every call: what is learned here must join as if each had.
   */
  readonly read?: (file: string, call: RecordedCall) => void;
  /** It needs the trace of each decision. */
  readonly traced?: boolean;
  readonly result: () => Result;
}
