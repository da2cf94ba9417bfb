import type { PathSegment } from '../../model/argument-path.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { foldSchema, type SchemaFold, type SchemaScope } from './fold-schema.ts';
import { isJsonObject, isList, itemsOf, memberOf, membersOf } from './json-parts.ts';
import { type JsonType, valueFacts } from './value-facts.ts';

/** What a schema says of a member or of the items of its value. */
export type SchemaStep =
  /** Its value can have none: it is of these types. */
  | { readonly kind: 'impossible'; readonly types: ReadonlySet<JsonType> }
  /** It does not speak of them. */
  | { readonly kind: 'silent' }
  /** It says that anything may be there. */
  | { readonly kind: 'open' }
  /** It names others, and only those are there. */
  | { readonly kind: 'closed'; readonly known: readonly string[] }
  | { readonly kind: 'named'; readonly schema: JsonValue };

/**
 * What a schema says of the member or items that a segment of a path reads. Properties that are listed are believed to
 * be all there are, unless `additionalProperties` or `patternProperties` says otherwise.
 */
export function stepInto(
  schema: JsonValue | undefined,
  segment: PathSegment,
  scope: SchemaScope,
): SchemaStep {
  const { root } = scope;
  const own = (part: JsonObject): SchemaStep => {
    const { types } = valueFacts(
      { ...pick(part, 'type'), ...pick(part, 'enum'), ...pick(part, 'const') },
      root,
    );
    const wanted = segment.kind === 'key' ? 'object' : 'array';
    if (!types.has(wanted)) return { kind: 'impossible', types };
    return segment.kind === 'key' ? memberStep(part, segment.key) : itemStep(part);
  };
  return foldSchema(schema, scope, stepFold(own));
}

function stepFold(own: (schema: JsonObject) => SchemaStep): SchemaFold<SchemaStep> {
  return {
    own,
    all: allOf,
    any: anyOf,
    anything: { kind: 'silent' },
    nothing: { kind: 'impossible', types: new Set() },
  };
}

function memberStep(schema: JsonObject, key: string): SchemaStep {
  const properties = memberOf(schema, 'properties');
  const named = memberOf(properties, key);
  if (named !== undefined) return { kind: 'named', schema: named };
  if (membersOf(memberOf(schema, 'patternProperties')).length > 0) return { kind: 'open' };
  const rest = [memberOf(schema, 'additionalProperties'), memberOf(schema, 'unevaluatedProperties')];
  for (const other of rest) {
    if (isJsonObject(other)) return { kind: 'named', schema: other };
    if (other === true) return { kind: 'open' };
  }
  if (!isJsonObject(properties) && !rest.includes(false)) return { kind: 'silent' };
  return { kind: 'closed', known: membersOf(properties).map(([name]) => name) };
}

function itemStep(schema: JsonObject): SchemaStep {
  const items = memberOf(schema, 'items');
  // Before 2020-12 a list of schemas, and `additionalItems`, said what `prefixItems` and `items` say now.
  const [first, rest] = isList(items)
    ? [items, memberOf(schema, 'additionalItems')]
    : [itemsOf(memberOf(schema, 'prefixItems')), items];
  if (first.length === 0) return rest === undefined ? { kind: 'silent' } : { kind: 'named', schema: rest };
  return { kind: 'named', schema: { anyOf: [...first, rest ?? true] } };
}

/** All parts speak of the same value. */
function allOf(steps: readonly SchemaStep[]): SchemaStep {
  const impossible = steps.find(({ kind }) => kind === 'impossible');
  if (impossible !== undefined) return impossible;
  const schemas = namedBy(steps);
  const [only] = schemas;
  if (only !== undefined) return { kind: 'named', schema: schemas.length === 1 ? only : { allOf: schemas } };
  return steps.find(({ kind }) => kind === 'open') ?? closedBy(steps) ?? { kind: 'silent' };
}

/** One of the parts speaks of the value. */
function anyOf(steps: readonly SchemaStep[]): SchemaStep {
  const possible = steps.filter(({ kind }) => kind !== 'impossible');
  if (possible.length === 0) {
    const types = steps.flatMap((step) => (step.kind === 'impossible' ? [...step.types] : []));
    return { kind: 'impossible', types: new Set(types) };
  }
  const isLoose = possible.some(({ kind }) => kind === 'open' || kind === 'silent');
  const schemas = namedBy(possible);
  if (schemas.length > 0) return { kind: 'named', schema: { anyOf: isLoose ? [...schemas, true] : schemas } };
  const open = possible.find(({ kind }) => kind === 'open');
  return open ?? (isLoose ? { kind: 'silent' } : (closedBy(possible) ?? { kind: 'silent' }));
}

function namedBy(steps: readonly SchemaStep[]): readonly JsonValue[] {
  return steps.flatMap((step) => (step.kind === 'named' ? [step.schema] : []));
}

function closedBy(steps: readonly SchemaStep[]): SchemaStep | undefined {
  const closed = steps.filter((step) => step.kind === 'closed');
  if (closed.length === 0) return undefined;
  return { kind: 'closed', known: [...new Set(closed.flatMap(({ known }) => known))] };
}

function pick(schema: JsonObject, key: string): JsonObject {
  const value = memberOf(schema, key);
  return value === undefined ? {} : { [key]: value };
}
