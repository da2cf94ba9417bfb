import { isPlainObject, ownProperty } from '../plain-data.ts';

/** The fields of a node of the parse tree. */
export type Fields = { readonly [key: string]: unknown };

/** A node of the parse tree: its kind and what is in it. */
export interface SqlNode {
  readonly kind: string;
  readonly fields: Fields;
}

/** A tagged node, `{Kind: {...}}`; undefined for anything else. */
export function nodeOf(value: unknown): SqlNode | undefined {
  if (!isPlainObject(value)) return undefined;
  const [kind, ...more] = Object.keys(value);
  if (kind === undefined || more.length > 0) return undefined;
  const fields = value[kind];
  return isPlainObject(fields) ? { kind, fields } : undefined;
}

/** The fields of a tagged node of that kind. */
export function fieldsOf(value: unknown, kind: string): Fields | undefined {
  const node = nodeOf(value);
  return node?.kind === kind ? node.fields : undefined;
}

/** A field that holds the fields of a node without its tag. */
export function untagged(fields: Fields, key: string): Fields | undefined {
  const value = ownProperty(fields, key);
  return isPlainObject(value) ? value : undefined;
}

/** Whether a field is there at all. */
export function has(fields: Fields, key: string): boolean {
  return ownProperty(fields, key) !== undefined;
}

/** A list; none where it is absent. A value that is no list stands for a list of itself, which nobody understands. */
export function listAt(fields: Fields, key: string): readonly unknown[] {
  const value = ownProperty(fields, key);
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

export function textAt(fields: Fields, key: string): string | undefined {
  const value = ownProperty(fields, key);
  return typeof value === 'string' ? value : undefined;
}

/** Where a node begins, in bytes; undefined where the tree does not say. */
export function locationOf(fields: Fields): number | undefined {
  const value = ownProperty(fields, 'location');
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

/** The texts of a list of `String` nodes; undefined if something else is among them. */
export function namesAt(fields: Fields, key: string): readonly string[] | undefined {
  const names: string[] = [];
  for (const part of listAt(fields, key)) {
    const text = stringNode(part);
    if (text === undefined) return undefined;
    names.push(text);
  }
  return names;
}

export function stringNode(value: unknown): string | undefined {
  const fields = fieldsOf(value, 'String');
  return fields === undefined ? undefined : (textAt(fields, 'sval') ?? '');
}

/** The names of all fields that are there. */
export function ownFieldNames(fields: Fields): readonly string[] {
  return Object.keys(fields);
}
