import type { Alphabet } from './alphabet.ts';
import type { Assertion } from './pattern-node.ts';

/** Kinds of places in an `Nfa`. */
export const chars = 0;
export const split = 1;
export const assert = 2;
export const match = 3;

/**
 * Places and what leads on from each: `chars` takes a character of set `a` and goes to `b`; `split` goes to `a` and
 * `b`; `assert` goes to `b` where assertion `a` of `assertions` holds; `match` is the end.
 */
export interface Nfa {
  readonly kinds: Uint8Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly start: number;
  readonly alphabet: Alphabet;
  /** For each set that a place names, the classes that make it up. */
  readonly classesOf: readonly Uint16Array[];
  /** The kind of character each class holds, as `assertionHolds` asks for it; all 0 where no assertion asks. */
  readonly kindOf: Uint8Array;
  readonly hasAssertions: boolean;
}

export const assertions: readonly Assertion[] = [
  'text_start',
  'text_end',
  'line_start',
  'line_end',
  'word_boundary',
  'not_word_boundary',
];

/** What stands beside a place in the text: some character, a word character, a newline, nothing, or not known yet. */
export const other = 0;
export const word = 1;
export const newline = 2;
export const edge = 3;
export const unknown = 4;

/** Does assertion number `what` hold between `before` and `after`? Undefined where that depends on what is unknown. */
export function assertionHolds(what: number, before: number, after: number): boolean | undefined {
  switch (assertions[what]) {
    case 'text_start':
      return before === edge;
    case 'line_start':
      return before === edge || before === newline;
    case 'text_end':
      return after === unknown ? undefined : after === edge;
    case 'line_end':
      return after === unknown ? undefined : after === edge || after === newline;
    case 'word_boundary':
      return after === unknown ? undefined : (before === word) !== (after === word);
    case 'not_word_boundary':
      return after === unknown ? undefined : (before === word) === (after === word);
    default:
      return false;
  }
}
