import type { PathSegment } from '../model/argument-path.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';

/** What stands at a path, up to its first `[*]`. */
export function valueAtPath(
  value: JsonValue | undefined,
  segments: readonly PathSegment[],
): JsonValue | undefined {
  const [first, ...deeper] = segments;
  if (first?.kind !== 'key') return value;
  return isObject(value) && Object.hasOwn(value, first.key)
    ? valueAtPath(value[first.key], deeper)
    : undefined;
}

/** The value with another at a path; a list gets one item. */
export function withValueAtPath(
  value: JsonValue | undefined,
  segments: readonly PathSegment[],
  placed: JsonValue,
): JsonValue {
  const [first, ...deeper] = segments;
  if (first === undefined) return placed;
  if (first.kind === 'each') return [withValueAtPath(undefined, deeper, placed)];
  const holder = isObject(value) ? value : {};
  const below = Object.hasOwn(holder, first.key) ? holder[first.key] : undefined;
  return { ...holder, [first.key]: withValueAtPath(below, deeper, placed) };
}

/** The texts in a value. */
export function textsInValue(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === undefined) return [];
  if (isItems(value)) return value.flatMap(textsInValue);
  return isObject(value) ? Object.values(value).flatMap(textsInValue) : [];
}

function isItems(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
