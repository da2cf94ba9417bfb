import type { Scalar } from '../../model/json.ts';
import type { AnswerCode } from '../ask/answer.ts';

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
      /** The language of canonical texts, and those of the prefixes that are known when the policy is compiled. */
      readonly canonicalBit: number;
      readonly bits: readonly number[];
      readonly callPrefixes: readonly CallPrefix[];
      readonly form: 'path' | 'key';
    }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly integer: boolean }
  | { readonly kind: 'length'; readonly min: number; readonly max: number }
  | { readonly kind: 'exists'; readonly exists: boolean }
  | { readonly kind: 'not'; readonly matcher: BoundMatcher }
  | { readonly kind: 'any_of'; readonly matchers: readonly BoundMatcher[] }
  | { readonly kind: 'all_of'; readonly matchers: readonly BoundMatcher[] }
  /** A matcher that this engine was given no judge for: whatever is present is unclear. */
  | { readonly kind: 'unjudged'; readonly name: string }
);

export interface ScalarOptions {
  readonly values: ReadonlySet<Scalar>;
  readonly types: ReadonlySet<string>;
  /** Context keys whose value, read at each call, is an option too. */
  readonly contextKeys: readonly string[];
}

/** A prefix that ends in a context value: `head + context[key] + tail`. */
export interface CallPrefix {
  readonly head: string;
  readonly contextKey: string;
  readonly tail: string;
}
