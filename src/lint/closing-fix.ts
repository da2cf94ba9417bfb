import type { Fix } from '../model/diagnostic.ts';

/** What to write so that an escape is closed. */
export interface ClosingFix {
  /** What to write, on one line: a matcher, or a key with its value. */
  readonly text: string;
  /** Absent where what is to be changed is not written in one of the usual ways. */
  readonly fix?: Fix;
}
