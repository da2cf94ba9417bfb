import type { ArgumentPath, PathSegment } from '../model/argument-path.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { CallParts } from './space/call-solver.ts';

/** What stands at a path of a call, up to its first `[*]`. */
export function valueInCall(call: CallParts, { root, segments }: ArgumentPath): JsonValue | undefined {
  return root === 'result' ? undefined : valueAtPath(call[root], segments);
}

/** The call with another value at a path, where that is in its arguments or its context; a list gets one item. */
export function callWithValue(
  call: CallParts,
  { root, segments }: ArgumentPath,
  value: JsonValue,
): CallParts | undefined {
  const [first, ...deeper] = segments;
  if (first?.kind !== 'key' || root === 'result') return undefined;
  return {
    ...call,
    [root]: { ...call[root], [first.key]: withValueAtPath(call[root][first.key], deeper, value) },
  };
}

function valueAtPath(value: JsonValue | undefined, segments: readonly PathSegment[]): JsonValue | undefined {
  const [first, ...deeper] = segments;
  if (first?.kind !== 'key') return value;
  return isObject(value) && Object.hasOwn(value, first.key)
    ? valueAtPath(value[first.key], deeper)
    : undefined;
}

function withValueAtPath(
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
