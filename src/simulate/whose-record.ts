import type { JsonValue } from '../model/json.ts';
import { type JsonPointer, readJsonPointer } from './json-pointer.ts';
import type { TenantSources } from './tell-tenant.ts';

/**
 * What a record has at the places by which tenants are told, as one text: a reader that leaves out what a record repeats
 * must not take one tenant's call for another's.
 */
export function whoseRecord({ from, map = [] }: TenantSources): (record: JsonValue) => string {
  const pointers = new Map<string, JsonPointer>();
  if (from !== undefined) pointers.set(from.text, from);
  for (const { at } of map) for (const { pointer } of at) pointers.set(pointer.text, pointer);
  if (pointers.size === 0) return () => '';
  const places = [...pointers.values()];
  return (record) => JSON.stringify(places.map((pointer) => scalarAt(pointer, record)));
}

/** Only text, numbers and the like tell a tenant. */
function scalarAt(pointer: JsonPointer, record: JsonValue): string | null {
  const value = readJsonPointer(pointer, record);
  return value === undefined || typeof value === 'object' ? null : `${typeof value} ${String(value)}`;
}
