import type { JsonValue } from '../../model/json.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { ArgumentKind } from '../../profile/argument-names.ts';
import type { Draft } from './draft.ts';
import type { Stranger } from './strangers.ts';

/** One argument of a recorded call that a boundary is about. */
export interface AttackTarget {
  /** What it holds: by its boundary, else by its name, else by how it looks; undefined where nothing tells. */
  readonly kind: ArgumentKind | undefined;
  readonly matcher: Matcher;
  /** As recorded; undefined where it is absent. */
  readonly value: JsonValue | undefined;
  /** The text in it, or the first one of a list. */
  readonly text: string | undefined;
  /** What tells the tenant in texts: its id, name and variables, the longest first. */
  readonly marks: readonly string[];
  /** Other tenants, at least one. */
  readonly strangers: readonly Stranger[];
  /** What their boundaries say yes to. */
  readonly foreign: readonly JsonValue[];
}

/** One attempt. `what` says it in a few words, and holds nothing recorded. */
export interface Variant {
  readonly what: string;
  readonly draft: Draft;
}

/** A way in which calls leave their tenant. Its variants are a bounded list, the same for the same target. */
export interface AttackFamily {
  readonly name: AttackFamilyName;
  /** What its drafts stand for: the text of the argument, or its whole value. */
  readonly of: 'text' | 'value';
  readonly variants: (target: AttackTarget) => readonly Variant[];
}

/** In the order in which they are tried. */
export const attackFamilyNames = [
  'other-tenants',
  'traversal',
  'encodings',
  'case-and-unicode',
  'sql-widening',
  'filter-widening',
  'look-alikes',
  'commands',
  'types-and-lists',
  'extra-arguments',
] as const;

export type AttackFamilyName = (typeof attackFamilyNames)[number];
