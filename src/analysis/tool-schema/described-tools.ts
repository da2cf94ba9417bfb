import { toolGlobsOverlap } from '../../engine/resolve/glob-overlap.ts';
import { isToolGlob, matchesToolName } from '../../engine/tool-name.ts';
import type { ArgumentPath } from '../../model/argument-path.ts';
import type { PolicyDocument } from '../../model/documents.ts';
import type { JsonValue } from '../../model/json.ts';
import type { ArgumentKind } from '../../profile/argument-names.ts';
import { type DeclaredTool, declaredTools } from '../declared-tools.ts';
import { readSchemaPath, type SchemaPath } from './schema-path.ts';

/** A tool as one tools document describes it. */
export interface DescribedTool extends DeclaredTool {
  /** As written; may be a glob. */
  readonly name: string;
}

/** The tools that a workspace's tools documents describe; at least one. */
export interface DescribedTools {
  readonly all: readonly DescribedTool[];
  /** The descriptions of a tool, or of all that a glob stands for; remembers its answers. */
  about(tool: string): readonly DescribedTool[];
  /** What a description says of an argument, or of a result; remembers its answers. */
  read(tool: DescribedTool, path: ArgumentPath): ToolPath;
}

/** `listOnly`: the tool's list of arguments says so, for it has no schema. */
export type ToolPath = SchemaPath & { readonly listOnly: boolean };

/** Undefined where no document describes a tool. */
export function describedTools(documents: readonly PolicyDocument[]): DescribedTools | undefined {
  const all = documents.flatMap((document) =>
    [...declaredTools(document)].map(([name, declared]) => ({ name, ...declared })),
  );
  if (all.length === 0) return undefined;
  const byName = groupByName(all);
  const globs = all.filter(({ name }) => isToolGlob(name));
  const known = new Map<string, readonly DescribedTool[]>();
  const paths = new Map<DescribedTool, Map<string, ToolPath>>(all.map((tool) => [tool, new Map()]));
  const find = (tool: string): readonly DescribedTool[] =>
    isToolGlob(tool)
      ? all.filter(({ name }) => toolGlobsOverlap(tool, name))
      : (byName.get(tool) ?? globs.filter(({ name }) => matchesToolName(name, tool)));
  return {
    all,
    about: (tool) => {
      const found = known.get(tool) ?? find(tool);
      known.set(tool, found);
      return found;
    },
    read: (tool, path) => {
      const answers = paths.get(tool);
      const found = answers?.get(path.text) ?? readToolPath(tool, path);
      answers?.set(path.text, found);
      return found;
    },
  };
}

function groupByName(all: readonly DescribedTool[]): ReadonlyMap<string, readonly DescribedTool[]> {
  const byName = new Map<string, DescribedTool[]>();
  for (const tool of all) {
    const before = byName.get(tool.name);
    if (before === undefined) byName.set(tool.name, [tool]);
    else before.push(tool);
  }
  return byName;
}

const open: ToolPath = { kind: 'open', listOnly: false };

function readToolPath(tool: DescribedTool, { root, segments }: ArgumentPath): ToolPath {
  if (root === 'context') return open;
  const schema = root === 'arguments' ? tool.input : tool.output;
  if (schema !== undefined) {
    const read = readSchemaPath(schema, segments);
    const [first] = segments;
    const isListed = root === 'arguments' && first?.kind === 'key' && tool.arguments.has(first.key);
    return read.kind === 'missing' && read.at === 0 && isListed ? open : { ...read, listOnly: false };
  }
  if (root === 'result' || tool.arguments.size === 0) return open;
  return { ...readSchemaPath(listAsSchema(tool.arguments), segments), listOnly: true };
}

/** What the kinds of arguments say of their values. */
function listAsSchema(kinds: ReadonlyMap<string, ArgumentKind>): JsonValue {
  const properties = [...kinds].map(([name, kind]) => [name, schemaOfKind(kind)] as const);
  return { type: 'object', properties: Object.fromEntries(properties) };
}

/** Of some, also a list. */
function schemaOfKind(kind: ArgumentKind): JsonValue {
  if (kind === 'text') return true;
  const type = kind === 'filter' ? ['object', 'string'] : kind === 'key' ? ['string', 'number'] : ['string'];
  return { type: [...type, 'array'], items: { type } };
}
