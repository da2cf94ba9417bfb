import type { JsonObject, JsonValue } from '../../model/json.ts';
import { readJson } from '../../text/strict-json.ts';
import { isList, isObject } from '../json-access.ts';

/** Attributes as OTLP/JSON has them, `[{key, value: {stringValue}}]`, or as a plain object. */
export interface Attributes {
  readonly values: ReadonlyMap<string, JsonValue>;
  /** Attributes with a key that stands twice in them, or that stand twice themselves. */
  readonly doubtful: ReadonlySet<string>;
}

export function readAttributes(given: JsonValue | undefined): Attributes {
  const values = new Map<string, JsonValue>();
  const doubtful = new Set<string>();
  for (const [key, wrapped] of membersOf(given)) {
    const doubt = { twice: values.has(key) };
    values.set(key, unwrap(wrapped, doubt));
    if (doubt.twice) doubtful.add(key);
  }
  return { values, doubtful };
}

function membersOf(given: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  if (isObject(given)) return Object.entries(given);
  if (!isList(given)) return [];
  return given.flatMap((item) => {
    if (!isObject(item) || typeof item.key !== 'string') return [];
    return [[item.key, item.value ?? null] as const];
  });
}

interface Doubt {
  twice: boolean;
}

/** The JSON value in an `AnyValue`; a value that is not wrapped stays as it is. */
function unwrap(value: JsonValue, doubt: Doubt): JsonValue {
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  const [kind] = keys;
  const inner = kind === undefined ? undefined : value[kind];
  if (kind === undefined || inner === undefined || keys.length !== 1) return value;
  switch (kind) {
    case 'stringValue':
    case 'string_value':
    case 'boolValue':
    case 'bool_value':
    case 'doubleValue':
    case 'double_value':
    case 'bytesValue':
    case 'bytes_value':
      return inner;
    case 'intValue':
    case 'int_value':
      return typeof inner === 'string' ? integerOf(inner) : inner;
    case 'arrayValue':
    case 'array_value':
      return listOf(inner).map((item) => unwrap(item, doubt));
    case 'kvlistValue':
    case 'kvlist_value':
      return unwrapMembers(listOf(inner), doubt);
    default:
      return value;
  }
}

/** 64-bit integers stand as text; they keep their digits. */
function integerOf(text: string): JsonValue {
  const reading = /^-?(0|[1-9]\d*)$/.test(text) ? readJson(text) : undefined;
  return reading?.ok === true ? reading.value : text;
}

function listOf(value: JsonValue): readonly JsonValue[] {
  const values = isObject(value) ? value.values : value;
  return isList(values) ? values : [];
}

function unwrapMembers(members: readonly JsonValue[], doubt: Doubt): JsonObject {
  const entries = new Map<string, JsonValue>();
  for (const [key, value] of membersOf(members)) {
    if (entries.has(key)) doubt.twice = true;
    entries.set(key, unwrap(value, doubt));
  }
  return Object.fromEntries(entries);
}
