import type { Scalar } from './json.ts';
import type { Place } from './place.ts';
import type { TemplateText } from './template-text.ts';

/** One value of a posture where it is written. `text` is given where it holds references, which `value` then shows as written. */
export interface PostureValue {
  readonly value: Scalar;
  readonly text?: TemplateText;
  readonly place: Place;
}

/** What a policy or template declares to stand around the agent (`isolation`), with its places. */
export interface Posture {
  /** The key `isolation`. */
  readonly place: Place;
  /** Every key that is written below it, by its path: `storage`, `storage.model`. */
  readonly keys: ReadonlyMap<string, Place>;
  /** What each key says, by its path; several values where it is a list. */
  readonly values: ReadonlyMap<string, readonly PostureValue[]>;
}
