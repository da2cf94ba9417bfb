import type { Reference } from '../model/template-text.ts';

/** A text; one with references is the list of its parts. */
export type BundleText = string | readonly (string | Reference)[];

export type BundleScalar = BundleText | number | boolean;

/** `number` and `length` take a number or one whole reference to a variable. */
export type BundleBound = number | readonly (string | Reference)[];

/** A matcher as `data.json` holds it. */
export type BundleMatcher =
  | { readonly kind: 'regex'; readonly pattern: BundleText; readonly ignore_case?: true }
  | {
      readonly kind: 'one_of';
      readonly values: readonly BundleScalar[];
      readonly spelling: 'equals' | 'one_of';
    }
  | {
      readonly kind: 'contains';
      readonly values: readonly BundleScalar[];
      readonly spelling: 'contains' | 'contains_any';
    }
  | { readonly kind: 'path_within' | 'key_within'; readonly prefixes: readonly BundleText[] }
  | {
      readonly kind: 'url';
      readonly schemes: readonly BundleText[];
      readonly hosts: readonly BundleText[];
      readonly ports: readonly number[];
      readonly path_prefix?: BundleText;
      readonly query: 'any' | 'none';
    }
  | { readonly kind: 'email'; readonly domains: readonly BundleText[]; readonly subdomains?: true }
  | { readonly kind: 'ip_in'; readonly blocks: readonly BundleText[] }
  | {
      readonly kind: 'number';
      readonly min?: BundleBound;
      readonly max?: BundleBound;
      readonly integer?: true;
    }
  | { readonly kind: 'length'; readonly min?: BundleBound; readonly max?: BundleBound }
  | {
      readonly kind: 'sql';
      readonly dialect: 'postgres';
      readonly statements: readonly string[];
      readonly tables?: readonly BundleText[];
      readonly shared_tables: readonly BundleText[];
      readonly functions?: readonly string[];
      readonly scoped_by: readonly { readonly column: string; readonly value: BundleScalar }[];
    }
  | {
      readonly kind: 'filter';
      readonly dialect?: 'pinecone' | 'chroma' | 'mongo' | 'qdrant';
      readonly must: readonly { readonly field: string; readonly value: BundleScalar }[];
    }
  | {
      readonly kind: 'command';
      readonly programs: readonly BundleText[];
      readonly paths_within?: readonly BundleText[];
    }
  | { readonly kind: 'exists'; readonly exists: boolean }
  | { readonly kind: 'not' | 'shared'; readonly matcher: BundleMatcher }
  | { readonly kind: 'any_of' | 'all_of'; readonly matchers: readonly BundleMatcher[] };
