import { anyCodePoint, type CodePointSet, complementOf, emptySet, setOfText } from './code-point-set.ts';

export type Assertion =
  | 'text_start'
  | 'text_end'
  | 'line_start'
  | 'line_end'
  | 'word_boundary'
  | 'not_word_boundary';

/**
 * A language: a set of stretches of text. What a pattern says is searched in a text, so one that is meant to cover the
 * text from end to end stands in `wholeText`. Nodes are immutable and may be shared.
 */
export type PatternNode =
  /** One code point of the set; the empty set is the language without any text. */
  | { readonly kind: 'chars'; readonly set: CodePointSet }
  /** One after the other; empty: the empty text. */
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  /** `max` absent: without end. */
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly min: number; readonly max?: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  /** A stretch that each of them covers in full; assertions inside see nothing beyond the stretch. */
  | { readonly kind: 'all'; readonly nodes: readonly PatternNode[] }
  /** A stretch that the node does not cover in full; assertions inside see nothing beyond the stretch. */
  | { readonly kind: 'not'; readonly node: PatternNode };

/** The empty text. */
export const emptyText: PatternNode = { kind: 'sequence', items: [] };

/** No text at all. */
const noText: PatternNode = { kind: 'chars', set: emptySet };

export const anyCharacter: PatternNode = { kind: 'chars', set: anyCodePoint };

/** Any text, newlines included. */
export const anyText: PatternNode = { kind: 'repeat', item: anyCharacter, min: 0 };

export function oneOf(set: CodePointSet | string): PatternNode {
  return { kind: 'chars', set: typeof set === 'string' ? setOfText(set) : set };
}

export function noneOf(set: CodePointSet | string): PatternNode {
  return { kind: 'chars', set: complementOf(typeof set === 'string' ? setOfText(set) : set) };
}

/** The text itself, case and all. */
export function literal(text: string): PatternNode {
  return sequence(...Array.from(text, (character) => oneOf(character)));
}

/** Nested sequences are taken up, so that neighbouring text stays visible as such. */
export function sequence(...items: readonly PatternNode[]): PatternNode {
  const [first] = items;
  if (items.length === 1 && first !== undefined) return first;
  const flat = items.flatMap((item) => (item.kind === 'sequence' ? item.items : [item]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind: 'sequence', items: flat };
}

/** One of the options; of none, no text. */
export function choice(...options: readonly PatternNode[]): PatternNode {
  const [only] = options;
  if (only === undefined) return noText;
  return options.length === 1 ? only : { kind: 'choice', options };
}

export function repeat(item: PatternNode, min: number, max?: number): PatternNode {
  return max === undefined ? { kind: 'repeat', item, min } : { kind: 'repeat', item, min, max };
}

export function optional(item: PatternNode): PatternNode {
  return repeat(item, 0, 1);
}

export function assertion(what: Assertion): PatternNode {
  return { kind: 'assertion', assertion: what };
}

/** One stretch that all nodes cover in full. */
export function allOf(...nodes: readonly PatternNode[]): PatternNode {
  return { kind: 'all', nodes };
}

/** Any stretch that the node does not cover in full. */
export function not(node: PatternNode): PatternNode {
  return { kind: 'not', node };
}

/** The whole text, from end to end, is of the node's language. */
export function wholeText(node: PatternNode): PatternNode {
  return { kind: 'sequence', items: [assertion('text_start'), node, assertion('text_end')] };
}
