/** A file of the workspace that `policy init` writes. */
export interface StarterFile {
  /** Relative to the workspace, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The schema that editors hold it to, by its name in `schemas/`. */
  readonly schema?: string;
}
