import type { ArgumentPath } from '../../model/argument-path.ts';
import { InexactNumber, type JsonObject, type JsonValue } from '../../model/json.ts';

/** A step into arguments: a key, or the index of an item. */
export type Step = string | number;

/** Where a path leads in some arguments: `[*]` to the first item; `value` is undefined where nothing is there. */
export interface ArgumentPlace {
  readonly steps: readonly Step[];
  readonly value: JsonValue | undefined;
}

/** Undefined where a value of another type stands in the way, or a list that has no item. */
export function placeOf({ segments }: ArgumentPath, args: JsonObject): ArgumentPlace | undefined {
  const steps: Step[] = [];
  let value: JsonValue | undefined = args;
  for (const segment of segments) {
    if (segment.kind === 'each') {
      if (!isList(value) || value.length === 0) return undefined;
      steps.push(0);
      value = value[0];
    } else {
      if (value !== undefined && !isObject(value)) return undefined;
      steps.push(segment.key);
      value = value !== undefined && Object.hasOwn(value, segment.key) ? value[segment.key] : undefined;
    }
  }
  return { steps, value: value === null ? undefined : value };
}

/** The arguments with another value there; undefined takes it out. What is missing on the way is made an object. */
export function putValue(args: JsonObject, steps: readonly Step[], value: JsonValue | undefined): JsonObject {
  const [first, ...rest] = steps;
  return typeof first === 'string' ? putMember(args, first, rest, value) : args;
}

function put(
  into: JsonValue | undefined,
  steps: readonly Step[],
  value: JsonValue | undefined,
): JsonValue | undefined {
  const [first, ...rest] = steps;
  if (first === undefined) return value;
  if (typeof first === 'string') return putMember(isObject(into) ? into : {}, first, rest, value);
  return isList(into)
    ? into.map((item, at) => (at === first ? (put(item, rest, value) ?? null) : item))
    : into;
}

function putMember(
  into: JsonObject,
  key: string,
  rest: readonly Step[],
  value: JsonValue | undefined,
): JsonObject {
  const member = put(Object.hasOwn(into, key) ? into[key] : undefined, rest, value);
  const entries = Object.entries(into);
  const at = entries.findIndex(([name]) => name === key);
  const members: [string, JsonValue][] = member === undefined ? [] : [[key, member]];
  if (at < 0) entries.push(...members);
  else entries.splice(at, 1, ...members);
  return Object.fromEntries(entries);
}

/** Whether a value is a JSON object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof InexactNumber);
}

/** Whether a value is a list. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
