import type { Scalar } from '../../../model/json.ts';

/** What a filter demands of a record, as far as equalities go. */
export type FilterNode =
  /** The field is one of these values. */
  | { readonly kind: 'equal'; readonly field: string; readonly values: readonly Scalar[] }
  /** Each part holds. */
  | { readonly kind: 'all'; readonly parts: readonly FilterNode[] }
  /** At least one of the parts holds; there is one. */
  | { readonly kind: 'any'; readonly parts: readonly FilterNode[] }
  /** Something that demands no equality: a range, a negation. */
  | { readonly kind: 'other' };

/** A part of a filter that is not understood. */
export interface OddPart {
  readonly kind: 'odd';
  /** The keys that lead to it, the innermost last; an item of a list is its index. */
  readonly at: readonly (string | number)[];
  /** What is wrong with it, for a person. */
  readonly why: string;
}

export type FilterReading = FilterNode | OddPart;

export const other: FilterNode = { kind: 'other' };

export function odd(why: string): OddPart {
  return { kind: 'odd', at: [], why };
}

/** The same reading, said of what stands below a key. */
export function below(key: string | number, reading: FilterReading): FilterReading {
  return reading.kind === 'odd' ? { ...reading, at: [key, ...reading.at] } : reading;
}

/** Reads each item; all of them, or the first that is not understood. */
export function readEach<Item>(
  items: Iterable<Item>,
  read: (item: Item, index: number) => FilterReading,
): readonly FilterNode[] | OddPart {
  const nodes: FilterNode[] = [];
  for (const item of items) {
    const node = read(item, nodes.length);
    if (node.kind === 'odd') return node;
    nodes.push(node);
  }
  return nodes;
}

/** Each part, or the one that is not understood. */
export function allOf(parts: readonly FilterNode[] | OddPart): FilterReading {
  if ('kind' in parts) return parts;
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind: 'all', parts };
}

/** At least one of the parts, or the one that is not understood. */
export function anyOf(parts: readonly FilterNode[] | OddPart): FilterReading {
  return 'kind' in parts ? parts : { kind: 'any', parts };
}
