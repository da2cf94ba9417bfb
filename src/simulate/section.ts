import type { JudgedCall } from './judged-call.ts';

/**
 * Something that a run is asked to learn beside the counts. Is told every call that was decided, in order. `Result` is its
 * part of `SectionResults`: plain JSON, bounded whatever was replayed.
 */
export interface Section<Result> {
  readonly see: (judged: JudgedCall) => void;
  readonly result: () => Result;
}
