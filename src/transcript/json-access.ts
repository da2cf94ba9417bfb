import { InexactNumber, type JsonObject, type JsonValue } from '../model/json.ts';

/** Whether the value is a JSON object: no list, no null, no number that lost digits. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof InexactNumber)
  );
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The object, or undefined for anything else. */
export function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** The text, or undefined for anything else and for the empty text. */
export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Absent or null: what recorders write for "none". */
export function isNothing(value: JsonValue | undefined): value is null | undefined {
  return value === undefined || value === null;
}

/** What a value is, for messages: `a list`, `null`. */
export function kindOf(value: JsonValue | undefined): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (isList(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return value instanceof InexactNumber ? 'a number' : `a ${typeof value}`;
}
