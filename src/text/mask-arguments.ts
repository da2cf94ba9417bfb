import { InexactNumber, type JsonObject, type JsonValue, UnjudgeableArguments } from '../model/json.ts';
import { canonicalJson } from './canonical-json.ts';

/** A short digest of a text, the same for equal texts. */
export type Digest = (text: string) => string;

/**
 * What a recorded argument shows of itself: its type, how long it is (code units of a text, items of a list, keys of an
 * object), and a digest by which equal ones can be told. No digest where it is nested too deep to be read.
 */
export interface MaskedArgument {
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'list' | 'object';
  readonly length?: number;
  readonly digest?: string;
}

/** Each argument masked, by name; undefined where there are none that could be read. */
export function maskArguments(
  value: JsonValue | UnjudgeableArguments,
  digest: Digest,
): ReadonlyMap<string, MaskedArgument> | undefined {
  if (value instanceof UnjudgeableArguments || !isObject(value)) return undefined;
  return new Map(Object.entries(value).map(([name, argument]) => [name, maskValue(argument, digest)]));
}

/** The arguments themselves; undefined where they could not be read or are nested too deep to be printed. */
export function shownArguments(value: JsonValue | UnjudgeableArguments): JsonValue | undefined {
  return value instanceof UnjudgeableArguments || !isShallow(value, deepest) ? undefined : value;
}

function maskValue(value: JsonValue, digest: Digest): MaskedArgument {
  const length = lengthOf(value);
  return {
    type: typeOf(value),
    ...(length === undefined ? {} : { length }),
    ...(isShallow(value, deepest) ? { digest: digest(canonicalJson(value)) } : {}),
  };
}

// Deeper arguments are never allowed (`argument_too_large`), and reading them could exhaust the stack.
const deepest = 64;

function isShallow(value: JsonValue, levels: number): boolean {
  if (value === null || typeof value !== 'object' || value instanceof InexactNumber) return true;
  return levels > 0 && Object.values(value).every((item) => isShallow(item, levels - 1));
}

function typeOf(value: JsonValue): MaskedArgument['type'] {
  if (value === null) return 'null';
  if (isList(value)) return 'list';
  if (value instanceof InexactNumber || typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'string';
  return typeof value === 'boolean' ? 'boolean' : 'object';
}

function lengthOf(value: JsonValue): number | undefined {
  if (typeof value === 'string' || isList(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof InexactNumber);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
