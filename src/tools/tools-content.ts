import type { JsonObject, JsonValue } from '../model/json.ts';
import type { DescribedTool } from './describe-tool.ts';
import { isList, isObject } from './plain-object.ts';

/** A tools document as data: tools as given, the keys of their schemas in code unit order. */
export function toolsContent(described: readonly DescribedTool[]): JsonObject {
  return {
    kind: 'tools',
    tools: Object.fromEntries(described.map((each) => [each.tool.name, toolContent(each)])),
  };
}

/** One tool of it. */
export function toolContent({ tool, effect, arguments: args }: DescribedTool): JsonObject {
  return {
    ...(tool.description === undefined ? {} : { description: tool.description }),
    ...(effect === undefined ? {} : { effect: effect.value }),
    ...(args.length === 0
      ? {}
      : { arguments: Object.fromEntries(args.map(({ name, kind }) => [name, kind])) }),
    ...(tool.inputSchema === undefined ? {} : { input_schema: sorted(tool.inputSchema) }),
    ...(tool.outputSchema === undefined ? {} : { output_schema: sorted(tool.outputSchema) }),
  };
}

function sorted(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}
