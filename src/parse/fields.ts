import type { Sourced } from '../model/place.ts';
import type { LocatedNode, MapNode, ScalarNode } from './located-node.ts';
import type { Problems } from './problems.ts';

/** The value of a key, or undefined where the mapping lacks the key. */
export function field(map: MapNode, key: string): LocatedNode | undefined {
  return map.entries.get(key)?.value;
}

/** The node as a mapping; anything else is a misfit. */
export function asMap(problems: Problems, node: LocatedNode): MapNode | undefined {
  if (node.kind === 'map') return node;
  problems.misfit(node);
  return undefined;
}

/** The node as a list's items; anything else is a misfit and gives none. */
export function asItems(problems: Problems, node: LocatedNode): readonly LocatedNode[] {
  if (node.kind === 'list') return node.items;
  problems.misfit(node);
  return [];
}

/** A list's items, or one value alone as the only item. */
export function oneOrMore(node: LocatedNode): readonly LocatedNode[] {
  return node.kind === 'list' ? node.items : [node];
}

/** The node as text; anything else is a misfit. */
export function asText(problems: Problems, node: LocatedNode): Sourced<string> | undefined {
  if (isText(node)) return { value: node.value, place: problems.place(node) };
  problems.misfit(node);
  return undefined;
}

/** The text at a key; undefined where it is absent or no text. */
export function textField(problems: Problems, map: MapNode, key: string): Sourced<string> | undefined {
  const node = field(map, key);
  return node === undefined ? undefined : asText(problems, node);
}

/** The number at a key; undefined where it is absent or no number. */
export function numberField(problems: Problems, map: MapNode, key: string): number | undefined {
  const node = field(map, key);
  if (node === undefined) return undefined;
  if (node.kind === 'scalar' && typeof node.value === 'number') return node.value;
  problems.misfit(node);
  return undefined;
}

/** The truth value at a key; undefined where it is absent or none. */
export function booleanField(problems: Problems, map: MapNode, key: string): boolean | undefined {
  const node = field(map, key);
  if (node === undefined) return undefined;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  problems.misfit(node);
  return undefined;
}

/** The texts of a list, or of one text alone. */
export function textsOf(problems: Problems, node: LocatedNode | undefined): Sourced<string>[] {
  if (node === undefined) return [];
  return present(oneOrMore(node).map((item) => asText(problems, item)));
}

/** One of a closed list of words at a key. */
export function wordField<Word extends string>(
  problems: Problems,
  map: MapNode,
  key: string,
  words: readonly Word[],
): Sourced<Word> | undefined {
  const text = textField(problems, map, key);
  const word = words.find((candidate) => candidate === text?.value);
  if (text === undefined) return undefined;
  if (word !== undefined) return { value: word, place: text.place };
  problems.misfit(text.place);
  return undefined;
}

/** Without the undefined ones. */
export function present<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}

export function isText(node: LocatedNode): node is ScalarNode & { readonly value: string } {
  return node.kind === 'scalar' && typeof node.value === 'string';
}
