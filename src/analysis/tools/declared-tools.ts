import { toolGlobsOverlap } from '../../engine/resolve/glob-overlap.ts';
import { isToolGlob, matchesToolName } from '../../engine/tool-name.ts';
import type { ArgumentPath } from '../../model/argument-path.ts';
import type { PolicyDocument } from '../../model/documents.ts';
import type { JsonValue } from '../../model/json.ts';
import { isJsonObject, memberOf, membersOf } from './json-parts.ts';
import { readSchemaPath, type SchemaPath } from './schema-path.ts';

/** A tool as a tools document describes it. */
export interface DeclaredTool {
  readonly name: string;
  readonly file: string;
  /** What its listed arguments hold, as written; empty where none are listed. */
  readonly kinds: ReadonlyMap<string, JsonValue>;
  /** JSON Schema of its arguments and of its results. */
  readonly input?: JsonValue;
  readonly output?: JsonValue;
}

/** The tools that a workspace's tools documents describe; at least one. */
export interface DeclaredTools {
  readonly all: readonly DeclaredTool[];
  /** The descriptions of a tool, or of all that a glob stands for; remembers its answers. */
  about(tool: string): readonly DeclaredTool[];
  /** What they say of an argument, or of a result; remembers its answers. */
  read(tool: DeclaredTool, path: ArgumentPath): ToolPath;
}

/** `listOnly`: the tool's list of arguments says so, for it has no schema. */
export type ToolPath = SchemaPath & { readonly listOnly: boolean };

/** Undefined where no document describes a tool. */
export function declaredTools(documents: readonly PolicyDocument[]): DeclaredTools | undefined {
  const all = documents.flatMap(describedTools);
  if (all.length === 0) return undefined;
  const byName = namesOf(all);
  const globs = all.filter(({ name }) => isToolGlob(name));
  const known = new Map<string, readonly DeclaredTool[]>();
  const paths = new Map<DeclaredTool, Map<string, ToolPath>>(all.map((tool) => [tool, new Map()]));
  return {
    all,
    about: (tool) => {
      const found =
        known.get(tool) ??
        (isToolGlob(tool)
          ? all.filter(({ name }) => toolGlobsOverlap(tool, name))
          : (byName.get(tool) ?? globs.filter(({ name }) => matchesToolName(name, tool))));
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

function namesOf(all: readonly DeclaredTool[]): ReadonlyMap<string, readonly DeclaredTool[]> {
  const byName = new Map<string, DeclaredTool[]>();
  for (const tool of all) {
    const before = byName.get(tool.name);
    if (before === undefined) byName.set(tool.name, [tool]);
    else before.push(tool);
  }
  return byName;
}

function describedTools(document: PolicyDocument): readonly DeclaredTool[] {
  if (document.kind !== 'tools') return [];
  return membersOf(memberOf(document.content, 'tools')).flatMap(([name, entry]) => {
    if (!isJsonObject(entry)) return [];
    const input = memberOf(entry, 'input_schema');
    const output = memberOf(entry, 'output_schema');
    return [
      {
        name,
        file: document.file,
        kinds: new Map(membersOf(memberOf(entry, 'arguments'))),
        ...(input === undefined ? {} : { input }),
        ...(output === undefined ? {} : { output }),
      },
    ];
  });
}

const open: ToolPath = { kind: 'open', listOnly: false };

function readToolPath({ kinds, input, output }: DeclaredTool, { root, segments }: ArgumentPath): ToolPath {
  if (root === 'context') return open;
  const schema = root === 'arguments' ? input : output;
  if (schema !== undefined) {
    const read = readSchemaPath(schema, segments);
    const [first] = segments;
    const isListed = root === 'arguments' && first?.kind === 'key' && kinds.has(first.key);
    return read.kind === 'missing' && read.at === 0 && isListed ? open : { ...read, listOnly: false };
  }
  if (root === 'result' || kinds.size === 0) return open;
  return { ...readSchemaPath(listAsSchema(kinds), segments), listOnly: true };
}

/** What the kinds of arguments say of their values. */
function listAsSchema(kinds: ReadonlyMap<string, JsonValue>): JsonValue {
  const properties = [...kinds].map(([name, kind]) => [name, { type: typesOfKind(kind) }] as const);
  return { type: 'object', properties: Object.fromEntries(properties) };
}

function typesOfKind(kind: JsonValue): JsonValue {
  if (kind === 'filter') return ['object', 'array', 'string'];
  return kind === 'key' || kind === 'text' ? ['string', 'number', 'array'] : ['string', 'array'];
}
