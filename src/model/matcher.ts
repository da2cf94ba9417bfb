import type { Scalar } from './json.ts';
import type { Place } from './place.ts';
import type { TemplateText } from './template-text.ts';

/** A scalar of a matcher; text may hold references, other scalars may not. */
export type ScalarText =
  | { readonly kind: 'scalar'; readonly value: Scalar }
  | { readonly kind: 'text'; readonly text: TemplateText };

/** A bound of `number` or `length`: a number, or one whole reference to a variable of type number. */
export type Bound = number | TemplateText;

/**
 * A test of one argument, as written (`language.md`, "Matchers"). `place` is the matcher's value in the source.
 * Where a list of texts or scalars stands, an element that is one whole reference to a list variable stands for all of
 * its items.
 */
export type Matcher = { readonly place: Place } & (
  | { readonly kind: 'regex'; readonly pattern: TemplateText; readonly ignoreCase: boolean }
  /** `equals: x` is `one_of` with one value; `spelling` remembers which was written. */
  | {
      readonly kind: 'one_of';
      readonly values: readonly ScalarText[];
      readonly spelling: 'equals' | 'one_of';
    }
  | {
      readonly kind: 'contains';
      readonly values: readonly ScalarText[];
      readonly spelling: 'contains' | 'contains_any';
    }
  | { readonly kind: 'path_within'; readonly prefixes: readonly TemplateText[] }
  | { readonly kind: 'key_within'; readonly prefixes: readonly TemplateText[] }
  | {
      readonly kind: 'url';
      readonly schemes: readonly TemplateText[];
      readonly hosts: readonly TemplateText[];
      readonly ports: readonly number[];
      readonly pathPrefix?: TemplateText;
      readonly query: 'any' | 'none';
    }
  | { readonly kind: 'email'; readonly domains: readonly TemplateText[]; readonly subdomains: boolean }
  | { readonly kind: 'ip_in'; readonly blocks: readonly TemplateText[] }
  | { readonly kind: 'number'; readonly min?: Bound; readonly max?: Bound; readonly integer: boolean }
  | { readonly kind: 'length'; readonly min?: Bound; readonly max?: Bound }
  | {
      readonly kind: 'sql';
      readonly dialect: 'postgres';
      readonly statements: readonly string[];
      readonly tables?: readonly TemplateText[];
      readonly sharedTables: readonly TemplateText[];
      readonly functions?: readonly string[];
      readonly scopedBy: readonly { readonly column: string; readonly value: ScalarText }[];
    }
  | {
      readonly kind: 'filter';
      readonly dialect?: 'pinecone' | 'chroma' | 'mongo' | 'qdrant';
      readonly must: readonly { readonly field: string; readonly value: ScalarText }[];
    }
  | {
      readonly kind: 'command';
      readonly programs: readonly TemplateText[];
      readonly pathsWithin?: readonly TemplateText[];
    }
  | { readonly kind: 'exists'; readonly exists: boolean }
  | { readonly kind: 'not'; readonly matcher: Matcher }
  | { readonly kind: 'any_of'; readonly matchers: readonly Matcher[] }
  | { readonly kind: 'all_of'; readonly matchers: readonly Matcher[] }
  /** Boundaries only: what any tenant may reach. */
  | { readonly kind: 'shared'; readonly matcher: Matcher }
);
