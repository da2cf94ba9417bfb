import type { BoundariesDocument, BoundaryEntry, BoundaryTool } from '../model/documents.ts';
import { suggest } from '../text/suggest.ts';
import { asMap, booleanField, field, isText, present } from './fields.ts';
import type { Entry, LocatedNode, MapNode } from './located-node.ts';
import type { Problems } from './problems.ts';
import { readMatcher } from './read-matcher.ts';
import { readPath } from './read-path.ts';
import { readToolName } from './read-tool-name.ts';

/** Which argument of which tool names a tenant's resource. */
export function readBoundaries(problems: Problems, map: MapNode): BoundariesDocument {
  const enforce = field(map, 'enforce');
  const toolsNode = field(map, 'tools');
  const tools = toolsNode === undefined ? undefined : asMap(problems, toolsNode);
  return {
    kind: 'boundaries',
    file: problems.source.file,
    place: problems.place(map),
    enforce: booleanField(problems, map, 'enforce') ?? true,
    ...(enforce === undefined ? {} : { enforcePlace: problems.place(enforce) }),
    tools: present([...(tools?.entries.values() ?? [])].map((entry) => readTool(problems, entry))),
  };
}

function readTool(problems: Problems, entry: Entry): BoundaryTool | undefined {
  const tool = readToolName(problems, entry.keyNode);
  if (tool === undefined) return undefined;
  if (isText(entry.value) && entry.value.value === 'none') return { tool, entries: [] };
  const map = asMap(problems, entry.value);
  if (map === undefined) return undefined;
  const entries = present([...map.entries.values()].map((item) => readEntry(problems, item)));
  checkPaths(problems, entries);
  return { tool, entries };
}

function readEntry(problems: Problems, entry: Entry): BoundaryEntry | undefined {
  const path = readPath(problems, entry.keyNode, 'boundary');
  const { value } = entry;
  const place = problems.place(entry.keyNode);
  if (isText(value) && /^\w+$/.test(value.value)) {
    if (value.value === 'open') return path === undefined ? undefined : { kind: 'open', path, place };
    refuseWord(problems, value, value.value);
    return undefined;
  }
  const delegated = value.kind === 'map' ? field(value, 'delegated') : undefined;
  if (delegated !== undefined) {
    if (isText(delegated))
      return path === undefined ? undefined : { kind: 'delegated', to: delegated.value, path, place };
    problems.misfit(delegated);
    return undefined;
  }
  const matcher = readMatcher({ problems, scope: 'boundary', underNot: false }, value);
  return path === undefined || matcher === undefined ? undefined : { kind: 'matcher', matcher, path, place };
}

// One word alone could be a mistyped `open` as well as a pattern, and as a pattern it would bound nothing.
function refuseWord(problems: Problems, node: LocatedNode, word: string): void {
  const near = suggest(word, ['open']);
  problems.add('schema/invalid', node, {
    message: `\`${word}\` is not a boundary`,
    label: near === undefined ? 'neither `open` nor a matcher' : `did you mean \`${near}\`?`,
    help: 'write `open`, a matcher, or `delegated: WHERE`',
  });
}

function checkPaths(problems: Problems, entries: readonly BoundaryEntry[]): void {
  const seen = new Map<string, number>();
  for (const { path, place } of entries) {
    const line = seen.get(path.text);
    seen.set(path.text, line ?? place.line);
    if (line === undefined) continue;
    problems.add('yaml/duplicate-key', place, {
      message: `\`${path.text}\` stands twice in one boundary`,
      label: `also in line ${line}`,
      help: 'put both matchers in one `all_of`',
    });
  }
}
