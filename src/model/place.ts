/** A stretch of a source file. Lines and columns start at 1; columns and offsets count UTF-16 code units. */
export interface Place {
  /** Path relative to the workspace, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Offset of the first code unit. */
  readonly start: number;
  /** Offset past the last code unit. */
  readonly end: number;
}

/** A value and where it was written. */
export interface Sourced<T> {
  readonly value: T;
  readonly place: Place;
}

/** A position in a text as machine output prints it. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}
