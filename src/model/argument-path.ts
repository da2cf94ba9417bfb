export type PathSegment = { readonly kind: 'key'; readonly key: string } | { readonly kind: 'each' };

/** A path such as `arguments.items[*].path`; `segments` come after the root. Reads own properties only. */
export interface ArgumentPath {
  /** Canonical spelling: two paths are the same if and only if their texts are. */
  readonly text: string;
  /** `result` stands in boundaries only. */
  readonly root: 'arguments' | 'context' | 'result';
  readonly segments: readonly PathSegment[];
}
