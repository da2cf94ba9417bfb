import type { PolicyDocument } from '../model/documents.ts';
import { InexactNumber, type JsonObject, type JsonValue } from '../model/json.ts';
import { type ArgumentKind, argumentKindNames } from '../profile/argument-names.ts';
import { type Effect, effects } from '../profile/server-profile.ts';

/** What a tools document says of a tool. */
export interface DeclaredTool {
  readonly effect?: Effect;
  /** What its arguments hold, by their names. */
  readonly arguments: ReadonlyMap<string, ArgumentKind>;
  /** The top-level arguments, of `arguments` and of the schema; absent where it has no schema that lists them. */
  readonly listed?: ReadonlySet<string>;
  /** Of those, what its schema demands. */
  readonly required: ReadonlySet<string>;
  /** JSON Schema of its arguments and of its results, as written. */
  readonly input?: JsonValue;
  readonly output?: JsonValue;
}

/** The tools of one document, by name or glob as written. */
export function declaredTools(document: PolicyDocument): ReadonlyMap<string, DeclaredTool> {
  if (document.kind !== 'tools') return new Map();
  return new Map(
    entriesOf(member(document.content, 'tools')).map(([name, entry]) => [name, declaredTool(entry)]),
  );
}

function declaredTool(entry: JsonValue): DeclaredTool {
  const effect = effects.find((each) => each === member(entry, 'effect'));
  const kinds = entriesOf(member(entry, 'arguments')).flatMap(([name, written]) => {
    const kind = argumentKindNames.find((each) => each === written);
    return kind === undefined ? [] : [[name, kind] as const];
  });
  const schema = member(entry, 'input_schema');
  const required = member(schema, 'required');
  const output = member(entry, 'output_schema');
  return {
    ...(effect === undefined ? {} : { effect }),
    arguments: new Map(kinds),
    ...(isObject(schema)
      ? { listed: new Set([...kinds.map(([name]) => name), ...propertiesOf(schema)]) }
      : {}),
    required: new Set(isList(required) ? required.filter((name) => typeof name === 'string') : []),
    ...(schema === undefined ? {} : { input: schema }),
    ...(output === undefined ? {} : { output }),
  };
}

function propertiesOf(schema: JsonObject): readonly string[] {
  return entriesOf(member(schema, 'properties')).map(([name]) => name);
}

function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function entriesOf(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isObject(value) ? Object.entries(value) : [];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof InexactNumber)
  );
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
