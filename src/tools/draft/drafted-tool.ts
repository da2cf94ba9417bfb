/** One line of a drafted boundary. */
export interface DraftedEntry {
  /** `arguments.path`, `arguments.to[*]`. */
  readonly path: string;
  /** What it says, as YAML in one line. */
  readonly value: string;
  /** Why, and by whom it is guessed. */
  readonly why: string;
  /** How far it is to be believed: `open` and what refuses everything until somebody says more wants a look. */
  readonly wants: 'nothing' | 'a look';
}

/** What came of one tool. */
export type DraftedTool = { readonly tool: string; readonly why: string } & (
  | { readonly kind: 'bounded'; readonly entries: readonly DraftedEntry[] }
  /** It touches no tenant's resource. */
  | { readonly kind: 'none' }
  /** Nothing safe can be said of it. */
  | { readonly kind: 'left out' }
);
