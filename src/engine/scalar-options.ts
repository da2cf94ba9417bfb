import type { Scalar } from '../model/json.ts';

/** The values that a matcher takes, one tenant's put in. */
export interface ScalarOptions {
  readonly values: ReadonlySet<Scalar>;
  readonly types: ReadonlySet<string>;
  /** Context keys whose value, read at each call, is an option too. */
  readonly contextKeys: readonly string[];
}
