import type { Matcher } from '../../model/matcher.ts';
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
  | BoundFilter
  | BoundSql
);

/** `filter`: each field is held to one of its options. */
export interface BoundFilter {
  readonly kind: 'filter';
  /** Whose filters they are; absent: only what pinecone, chroma and mongo read alike or refuse. */
  readonly dialect: NonNullable<Extract<Matcher, { readonly kind: 'filter' }>['dialect']> | undefined;
  readonly must: readonly { readonly field: string; readonly options: ScalarOptions }[];
  /** All that it says, the tenant's values put in: the same for matchers that say the same. */
  readonly form: string;
}

/** `sql`: judged by the database's grammar, if the engine was given one; else whatever is present is unclear. */
export interface BoundSql {
  readonly kind: 'sql';
  readonly policy: SqlPolicy;
  /** All that it says, the tenant's values put in: the same for matchers that say the same. */
  readonly form: string;
}

/** A prefix that ends in a context value: `head + context[key] + tail`. */
export interface CallPrefix {
  readonly form: 'path' | 'key';
  readonly head: string;
  readonly contextKey: string;
  readonly tail: string;
}
