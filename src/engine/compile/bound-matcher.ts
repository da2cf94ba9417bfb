import type { AnswerCode } from '../ask/answer.ts';
import type { ScalarOptions } from '../scalar-options.ts';
import type { SqlPolicy } from '../sql/sql-policy.ts';

/**
 * A matcher of one tenant: references put in, languages of text replaced by bits of the argument's scanner.
 * `ifAbsent` is its answer on an absent value.
 */
export type BoundMatcher = { readonly ifAbsent: AnswerCode } & (
  | { readonly kind: 'regex'; readonly bit: number }
  | { readonly kind: 'one_of'; readonly options: ScalarOptions }
  | { readonly kind: 'contains'; readonly options: ScalarOptions }
  | {
      readonly kind: 'within';
      /**
       * The languages wanted: a text of one of them is a yes, whatever else it is. Any other is a no where it is in the
       * language of canonical texts, and unclear where it is not.
       */
      readonly bits: readonly number[];
      readonly canonicalBit: number;
      /** Wanted are also canonical texts below these. */
      readonly callPrefixes: readonly CallPrefix[];
    }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly integer: boolean }
  | { readonly kind: 'length'; readonly min: number; readonly max: number }
  | { readonly kind: 'exists'; readonly exists: boolean }
  | { readonly kind: 'not'; readonly matcher: BoundMatcher }
  | { readonly kind: 'any_of'; readonly matchers: readonly BoundMatcher[] }
  | { readonly kind: 'all_of'; readonly matchers: readonly BoundMatcher[] }
  /** A matcher that this engine was given no judge for: whatever is present is unclear. */
  | {
      readonly kind: 'unjudged';
      readonly name: 'filter';
      /** All that it says, the tenant's values put in: the same for matchers that say the same. */
      readonly form: string;
    }
  /** Judged by the database's grammar, if the engine was given one; else whatever is present is unclear. */
  | { readonly kind: 'sql'; readonly form: string; readonly policy: SqlPolicy }
);

/** A prefix that ends in a context value: `head + context[key] + tail`. */
export interface CallPrefix {
  readonly form: 'path' | 'key';
  readonly head: string;
  readonly contextKey: string;
  readonly tail: string;
}
