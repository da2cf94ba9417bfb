import { InexactNumber, type JsonObject, type JsonValue } from '../model/json.ts';

/**
 * One JSON text for a value, for digests: keys sorted by UTF-16 code units, no white space, numbers as JSON prints
 * them, inexact numbers as they were written. Equal values give equal texts. The value must not be deeper than a few
 * thousand levels, which everything that was read or measured by this toolkit holds.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (value instanceof InexactNumber) return value.text;
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  return canonicalObject(value);
}

function canonicalObject(value: JsonObject): string {
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}
