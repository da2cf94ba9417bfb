import type { JsonObject } from '../model/json.ts';
import type { DescribedTool } from './describe-tool.ts';
import { toolsContent } from './tools-content.ts';
import { sourceText } from './tools-yaml.ts';

/** What `policy tools import --format json` prints: the document, and what a comment says in YAML. */
export interface ImportOutput {
  readonly schemaVersion: 1;
  readonly document: JsonObject;
  /** Everything that the list does not say itself, and who does. */
  readonly told: readonly { readonly tool: string; readonly argument?: string; readonly by: string }[];
  /** Keys of the list that a tools document has no place for. */
  readonly leftOut: readonly { readonly tool: string; readonly keys: readonly string[] }[];
}

export function importOutput(described: readonly DescribedTool[]): ImportOutput {
  return {
    schemaVersion: 1,
    document: toolsContent(described),
    told: described.flatMap(({ tool: { name }, effect, arguments: args }) => [
      ...(effect === undefined ? [] : [{ tool: name, by: sourceText(effect.from) }]),
      ...args.map((each) => ({ tool: name, argument: each.name, by: sourceText(each.from) })),
    ]),
    leftOut: described.flatMap(({ tool }) =>
      tool.leftOut.length === 0 ? [] : [{ tool: tool.name, keys: tool.leftOut }],
    ),
  };
}
