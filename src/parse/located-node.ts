import type { JsonValue, Scalar } from '../model/json.ts';

/** A stretch of the source text: offset of the first code unit, offset past the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A YAML scalar. `style` says how it was written; `value` is what YAML 1.2 core reads. */
export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly value: Scalar | null;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  readonly json: JsonValue;
  /** Nodes below and at this one, aliases expanded. */
  readonly size: number;
}

/** A key of a mapping with its value. */
export interface Entry {
  readonly key: string;
  readonly keyNode: ScalarNode;
  readonly value: LocatedNode;
}

/** A YAML mapping, merge keys applied, in the order written. */
export interface MapNode extends Span {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly json: JsonValue;
  readonly size: number;
}

export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly LocatedNode[];
  readonly json: JsonValue;
  readonly size: number;
}

/**
 * YAML data with places, aliases resolved: an aliased node is the anchored node itself, with the anchor's place.
 * `json` is the same data without places; its objects have no prototype.
 */
export type LocatedNode = ScalarNode | MapNode | ListNode;
