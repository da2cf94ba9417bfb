import type { JsonObject, JsonValue } from '../model/json.ts';
import type { ListedTool, ListProblem } from './listed-tool.ts';
import { isObject, ownMember } from './plain-object.ts';

/** How one maker writes a tool: where its schema stands, and which keys besides are read. */
interface Form {
  readonly schema: string;
  readonly read: readonly string[];
  readonly needsSchema: boolean;
}

const mcp: Form = {
  schema: 'inputSchema',
  read: ['name', 'description', 'inputSchema', 'outputSchema', 'annotations'],
  needsSchema: true,
};
const anthropic: Form = {
  schema: 'input_schema',
  read: ['type', 'name', 'description', 'input_schema'],
  needsSchema: true,
};
/** A tool that Anthropic defines and the caller runs, such as `bash_20250124`: its arguments are not listed. */
const anthropicDefined: Form = { ...anthropic, needsSchema: false };
/** A function without parameters takes none. */
const openai: Form = {
  schema: 'parameters',
  read: ['type', 'name', 'description', 'parameters', 'function'],
  needsSchema: false,
};

/** One tool, in whichever form it is written, or what is wrong with it. `place` is where it stands. */
export function readToolEntry(
  entry: JsonValue,
  place: string,
): ListedTool | { readonly problems: readonly ListProblem[] } {
  if (!isObject(entry)) {
    const help = 'a tool is an object with a name and a schema of its arguments';
    return { problems: [{ place, message: 'this is no tool', help }] };
  }
  const inner = ownMember(entry, 'function');
  if (ownMember(entry, 'type') === 'function' && isObject(inner)) {
    const outerKeys = Object.keys(entry).filter((key) => !openai.read.includes(key));
    return readForm(inner, openai, `${place}/function`, outerKeys);
  }
  const form = formOf(entry);
  if (form === undefined) {
    const help =
      'it needs `inputSchema` (MCP), `input_schema` (Anthropic) or `type: function` with `parameters` (OpenAI); take out tools that the provider runs itself';
    return { problems: [{ place, message: 'nothing tells what form of a tool this is', help }] };
  }
  return readForm(entry, form, place, []);
}

function formOf(entry: JsonObject): Form | undefined {
  if (Object.hasOwn(entry, 'inputSchema')) return mcp;
  if (Object.hasOwn(entry, 'input_schema')) return anthropic;
  const type = ownMember(entry, 'type');
  if (type === 'function') return openai;
  return typeof type === 'string' && /^[a-z_]+_\d{8}$/.test(type) ? anthropicDefined : undefined;
}

function readForm(
  entry: JsonObject,
  form: Form,
  place: string,
  outerKeys: readonly string[],
): ListedTool | { readonly problems: readonly ListProblem[] } {
  const problems: ListProblem[] = [];
  const wrong = (key: string, message: string, help: string): void => {
    problems.push({ place: `${place}/${key}`, message, help });
  };
  const name = ownMember(entry, 'name');
  if (typeof name !== 'string') wrong('name', 'a tool without a name', 'give it the name that calls use');
  const description = ownMember(entry, 'description') ?? undefined;
  if (description !== undefined && typeof description !== 'string')
    wrong('description', 'the description is no text', 'write it as text, or take it out');
  const schemas = [form.schema, 'outputSchema'].map((key) => {
    const schema = ownMember(entry, key) ?? undefined;
    if (schema === undefined || typeof schema === 'boolean' || isObject(schema)) return schema;
    wrong(key, 'the schema is neither an object nor true or false', 'give the JSON Schema of the arguments');
    return undefined;
  });
  const [inputSchema, outputSchema] = schemas;
  if (inputSchema === undefined && form.needsSchema && problems.length === 0)
    wrong(form.schema, 'the schema is missing', 'give the JSON Schema of the arguments');
  if (problems.length > 0 || typeof name !== 'string') return { problems };
  return {
    name,
    place,
    ...(typeof description === 'string' ? { description } : {}),
    ...(inputSchema === undefined ? {} : { inputSchema }),
    schemaKey: form.schema,
    ...(form === mcp && outputSchema !== undefined ? { outputSchema } : {}),
    hints: form === mcp ? hintsOf(ownMember(entry, 'annotations')) : {},
    leftOut: [...outerKeys, ...Object.keys(entry).filter((key) => !form.read.includes(key))].toSorted(),
  };
}

function hintsOf(annotations: JsonValue | undefined): ListedTool['hints'] {
  if (!isObject(annotations)) return {};
  const readOnly = ownMember(annotations, 'readOnlyHint');
  const destructive = ownMember(annotations, 'destructiveHint');
  return {
    ...(typeof readOnly === 'boolean' ? { readOnly } : {}),
    ...(typeof destructive === 'boolean' ? { destructive } : {}),
  };
}
