import type { PathSegment } from '../../model/argument-path.ts';
import type { JsonValue } from '../../model/json.ts';
import { foldSchema, type SchemaFold, type SchemaScope, schemaScope } from './fold-schema.ts';
import { isJsonObject, itemsOf, memberOf, membersOf } from './json-parts.ts';
import { stepInto } from './step-into.ts';
import { anyValue, type JsonType, type ValueFacts, valueFacts } from './value-facts.ts';

/** What a JSON Schema says of a path into its value. */
export type SchemaPath =
  /** It leaves open what is there. */
  | { readonly kind: 'open' }
  /** Nothing is there. */
  | {
      readonly kind: 'missing';
      /** The segment that leads nowhere, from 0. */
      readonly at: number;
      /** The names that are there instead. */
      readonly known: readonly string[];
      /** Where no name can be there: what is. */
      readonly types?: ReadonlySet<JsonType>;
    }
  | {
      readonly kind: 'declared';
      readonly facts: ValueFacts;
      /** Of a list's items; any value where nothing is said of them. */
      readonly items: ValueFacts;
      /** Every value has it. */
      readonly isRequired: boolean;
    };

/** Follows a path through `properties`, `items` and all that combines schemas; bounded in work, quiet where it is open. */
export function readSchemaPath(root: JsonValue, segments: readonly PathSegment[]): SchemaPath {
  const scope = schemaScope(root);
  let schema: JsonValue = root;
  let isRequired = true;
  for (const [at, segment] of segments.entries()) {
    const step = stepInto(schema, segment, scope);
    if (step.kind === 'open' || step.kind === 'silent') return { kind: 'open' };
    if (step.kind === 'closed') return { kind: 'missing', at, known: step.known };
    if (step.kind === 'impossible') return { kind: 'missing', at, known: [], types: step.types };
    isRequired &&= segment.kind === 'each' || requires(schema, segment.key, scope);
    schema = step.schema;
  }
  const items = stepInto(schema, { kind: 'each' }, scope);
  return {
    kind: 'declared',
    facts: valueFacts(schema, root),
    items: items.kind === 'named' ? valueFacts(items.schema, root) : anyValue,
    isRequired,
  };
}

/** Every property that some part of the schema names, each once; bounded in work. */
export function schemaProperties(root: JsonValue, schema: JsonValue): readonly string[] {
  return [...foldSchema(schema, schemaScope(root), namesFold)];
}

const namesFold: SchemaFold<ReadonlySet<string>> = {
  own: (schema) => new Set(membersOf(memberOf(schema, 'properties')).map(([name]) => name)),
  all: (parts) => new Set(parts.flatMap((names) => [...names])),
  any: (parts) => new Set(parts.flatMap((names) => [...names])),
  anything: new Set(),
  nothing: new Set(),
};

function requires(schema: JsonValue, key: string, scope: SchemaScope): boolean {
  if (!isJsonObject(schema)) return false;
  return foldSchema(schema, scope, {
    own: (part) => itemsOf(memberOf(part, 'required')).includes(key),
    all: (parts) => parts.some(Boolean),
    any: (parts) => parts.every(Boolean),
    anything: false,
    nothing: true,
  });
}
