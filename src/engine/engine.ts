import type { Call } from '../model/call.ts';
import type { Decision } from '../model/decision.ts';

/** What a single decision may be asked differently. */
export interface DecideOptions {
  /** Note every step on the decision. */
  readonly trace?: boolean;
  /** The time of the call in milliseconds since 1970, instead of the engine's clock. */
  readonly at?: number;
  /** Leave out step 3, or step 6: for analysis and for people who try things. */
  readonly without?: { readonly boundaries?: boolean; readonly limits?: boolean };
}

/** Decides calls. Synchronous; never throws: whatever goes wrong inside is deny, `internal_error`. */
export interface Engine {
  decide(call: Call, options?: DecideOptions): Decision;
}
