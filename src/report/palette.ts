/** How words are coloured, by what they mean. Each takes text that is safe to print and adds nothing visible. */
export interface Palette {
  readonly strong: Paint;
  readonly dim: Paint;
  /** Errors and denials. */
  readonly bad: Paint;
  /** Warnings and calls that wait for approval. */
  readonly caution: Paint;
  /** What went well, and what is allowed. */
  readonly good: Paint;
  /** Places in files. */
  readonly place: Paint;
}

export type Paint = (text: string) => string;

const asItIs: Paint = (text) => text;

/** No colours: for files, pipes and `NO_COLOR`. */
export const plainPalette: Palette = {
  strong: asItIs,
  dim: asItIs,
  bad: asItIs,
  caution: asItIs,
  good: asItIs,
  place: asItIs,
};
