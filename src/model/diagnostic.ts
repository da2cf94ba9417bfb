import type { Place } from './place.ts';

export type Severity = 'error' | 'warning' | 'note';

/** Replace `start..end` (UTF-16 offsets) of `file` by `text`. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `safe`: keeps the meaning, so that `--fix` may apply it unasked. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/**
 * Something wrong with a document, found while reading or compiling it. `code` is a lint rule's code (`rules.md`).
 * `message` says what is wrong, without full stop; `label` stands under the caret; `help` says what to write.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly label?: string;
  readonly help?: string;
  readonly place: Place;
  readonly tenant?: string;
  readonly rule?: string;
  readonly tool?: string;
  /** Other files that have a part in it. */
  readonly causes?: readonly string[];
  readonly fix?: Fix;
}

/** A value, and what was wrong on the way to it. Reading never throws. */
export interface Reading<T> {
  readonly value: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
