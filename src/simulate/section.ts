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
  readonly result: () => Result;
}
