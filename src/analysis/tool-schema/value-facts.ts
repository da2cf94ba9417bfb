import type { JsonObject, JsonValue } from '../../model/json.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import { foldSchema, type SchemaFold, schemaScope } from './fold-schema.ts';
import { isJsonObject, isList, itemsOf, memberOf } from './json-parts.ts';
import { narrower, type Span, wider, writtenSpan } from './span.ts';

const jsonTypes = ['string', 'number', 'boolean', 'object', 'array', 'null'] as const;
export type JsonType = (typeof jsonTypes)[number];

/** What a schema says of a value. It may allow fewer values than this says, never more. */
export interface ValueFacts {
  readonly types: ReadonlySet<JsonType>;
  /** Its numbers are integers. */
  readonly integral: boolean;
  /** All values there are. */
  readonly options?: readonly JsonValue[];
  readonly number: Span;
  /** Of a string, in code points. */
  readonly length: Span;
  /** Of a list, in items. */
  readonly items: Span;
  /** A value takes the place of an absent one. */
  readonly hasDefault: boolean;
}

/** Of a value that nothing is said of. */
export const anyValue: ValueFacts = {
  types: new Set(jsonTypes),
  integral: false,
  number: {},
  length: {},
  items: {},
  hasDefault: false,
};

const noValue: ValueFacts = { ...anyValue, types: new Set() };

/** What a schema says of its value; `root` is the document that its references are about. */
export function valueFacts(schema: JsonValue | undefined, root: JsonValue): ValueFacts {
  return foldSchema(schema, schemaScope(root), factsFold);
}

export function jsonTypeOf(value: JsonValue): JsonType {
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  if (isJsonObject(value)) return 'object';
  if (typeof value === 'string') return 'string';
  return typeof value === 'boolean' ? 'boolean' : 'number';
}

const factsFold: SchemaFold<ValueFacts> = {
  own: ownFacts,
  all: (parts) => parts.reduce(both),
  any: (parts) => parts.reduce(either),
  anything: anyValue,
  nothing: noValue,
};

function ownFacts(schema: JsonObject): ValueFacts {
  const written = memberOf(schema, 'type');
  const names = typeof written === 'string' ? [written] : itemsOf(written).filter(isText);
  const nullable = memberOf(schema, 'nullable') === true ? ['null'] : [];
  const constant = memberOf(schema, 'const');
  const listed = constant === undefined ? memberOf(schema, 'enum') : [constant];
  return settled({
    types: names.length === 0 ? anyValue.types : typesNamed([...names, ...nullable]),
    integral: names.includes('integer') && !names.includes('number'),
    ...(isList(listed) ? { options: listed } : {}),
    number: writtenSpan(schema, ['minimum', 'exclusiveMinimum'], ['maximum', 'exclusiveMaximum']),
    length: writtenSpan(schema, ['minLength'], ['maxLength']),
    items: writtenSpan(schema, ['minItems'], ['maxItems']),
    hasDefault: memberOf(schema, 'default') !== undefined,
  });
}

/** Options of the types there are, and the types of the options there are. */
function settled(facts: ValueFacts): ValueFacts {
  if (facts.options === undefined) return facts;
  const options = facts.options.filter((option) => facts.types.has(jsonTypeOf(option)));
  return { ...facts, options, types: new Set(options.map(jsonTypeOf)) };
}

/** A type that JSON Schema does not have says nothing. */
function typesNamed(names: readonly string[]): ReadonlySet<JsonType> {
  const types = names.flatMap((name) => {
    const type = name === 'integer' ? 'number' : jsonTypes.find((known) => known === name);
    return type ?? jsonTypes;
  });
  return new Set(types);
}

function both(a: ValueFacts, b: ValueFacts): ValueFacts {
  const options = sharedOptions(a, b);
  return settled({
    types: new Set([...a.types].filter((type) => b.types.has(type))),
    integral: a.integral || b.integral,
    ...(options === undefined ? {} : { options }),
    number: narrower(a.number, b.number),
    length: narrower(a.length, b.length),
    items: narrower(a.items, b.items),
    hasDefault: a.hasDefault || b.hasDefault,
  });
}

function sharedOptions(a: ValueFacts, b: ValueFacts): readonly JsonValue[] | undefined {
  if (a.options === undefined || b.options === undefined) return a.options ?? b.options;
  const others = new Set(b.options.map(canonicalJson));
  return a.options.filter((option) => others.has(canonicalJson(option)));
}

function either(a: ValueFacts, b: ValueFacts): ValueFacts {
  if (a.types.size === 0) return b;
  if (b.types.size === 0) return a;
  const bound = (type: JsonType, spanOf: (facts: ValueFacts) => Span): Span => {
    if (!a.types.has(type)) return spanOf(b);
    return b.types.has(type) ? wider(spanOf(a), spanOf(b)) : spanOf(a);
  };
  return {
    types: new Set([...a.types, ...b.types]),
    integral: [a, b].every(({ types, integral }) => integral || !types.has('number')),
    ...(a.options === undefined || b.options === undefined ? {} : { options: [...a.options, ...b.options] }),
    number: bound('number', ({ number }) => number),
    length: bound('string', ({ length }) => length),
    items: bound('array', ({ items }) => items),
    hasDefault: a.hasDefault || b.hasDefault,
  };
}

function isText(value: JsonValue): value is string {
  return typeof value === 'string';
}
