import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isJsonObject, itemsOf, memberOf, membersOf } from './json-parts.ts';

/** Parts of a schema that one question may visit; then the schema counts as saying nothing. */
const partBudget = 1000;

/** A JSON Schema within its document, and how much of it may still be visited. */
export interface SchemaScope {
  /** What `#` refers to. */
  readonly root: JsonValue;
  left: number;
}

/** How what the parts of a schema say is put together. */
export interface SchemaFold<T> {
  /** What the keywords say that hold no further schema for the same value. */
  readonly own: (schema: JsonObject) => T;
  /** All parts hold at once; at least one. */
  readonly all: (parts: readonly T[]) => T;
  /** One of the parts holds; at least one. */
  readonly any: (parts: readonly T[]) => T;
  /** Of a schema that says nothing. */
  readonly anything: T;
  /** Of `false`: no value at all. */
  readonly nothing: T;
}

export function schemaScope(root: JsonValue): SchemaScope {
  return { root, left: partBudget };
}

/**
 * What a schema says of one value, through `$ref` (within the document, circles once), `allOf`, `anyOf`, `oneOf`,
 * `if` and `dependentSchemas`. Whatever cannot be followed says nothing. Visits a bounded number of parts.
 */
export function foldSchema<T>(
  schema: JsonValue | undefined,
  scope: SchemaScope,
  fold: SchemaFold<T>,
  active: ReadonlySet<string> = new Set(),
): T {
  if (schema === false) return fold.nothing;
  if (!isJsonObject(schema) || scope.left <= 0) return fold.anything;
  scope.left -= costOf(schema);
  const below = (part: JsonValue): T => foldSchema(part, scope, fold, active);
  const parts = [fold.own(schema), ...itemsOf(memberOf(schema, 'allOf')).map(below)];
  const reference = memberOf(schema, '$ref');
  if (typeof reference === 'string' && !active.has(reference)) {
    const target = resolvePointer(scope.root, reference);
    if (target !== undefined) parts.push(foldSchema(target, scope, fold, new Set([...active, reference])));
  }
  for (const key of ['anyOf', 'oneOf']) {
    const choices = itemsOf(memberOf(schema, key));
    if (choices.length > 0) parts.push(fold.any(choices.map(below)));
  }
  const conditional = conditionalParts(schema);
  if (conditional.length > 0) parts.push(fold.any([...conditional.map(below), fold.anything]));
  return fold.all(parts);
}

/** Long lists cost more, so that what is visited stays bounded however often they are referred to. */
function costOf(schema: JsonObject): number {
  const lengths = ['allOf', 'anyOf', 'oneOf', 'enum', 'required'].map(
    (key) => itemsOf(memberOf(schema, key)).length,
  );
  return 1 + Math.floor(Math.max(...lengths) / 100);
}

/** Schemas that hold for some values only. */
function conditionalParts(schema: JsonObject): readonly JsonValue[] {
  const branches = [memberOf(schema, 'then'), memberOf(schema, 'else')].flatMap((part) => part ?? []);
  const dependent = ['dependentSchemas', 'dependencies']
    .flatMap((key) => membersOf(memberOf(schema, key)))
    .flatMap(([, part]) => (isJsonObject(part) ? [part] : []));
  return [...branches, ...dependent];
}

/** `#` and `#/$defs/x`; undefined for what refers elsewhere or to nothing. */
function resolvePointer(root: JsonValue, reference: string): JsonValue | undefined {
  if (!reference.startsWith('#')) return undefined;
  const pointer = percentDecoded(reference.slice(1));
  if (pointer === undefined || (pointer !== '' && !pointer.startsWith('/'))) return undefined;
  let at: JsonValue | undefined = root;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    at = Array.isArray(at) ? itemsOf(at)[/^\d+$/.test(key) ? Number(key) : -1] : memberOf(at, key);
  }
  return at;
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
