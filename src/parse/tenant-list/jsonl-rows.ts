import type { MapNode } from '../located-node.ts';
import type { Problems } from '../problems.ts';
import { readJsonLine } from './json-nodes.ts';

/** The objects of a JSONL text, a line each; lines of white space hold nothing. Reports lines that are no objects. */
export function jsonlRows(problems: Problems): readonly MapNode[] {
  const { text, lineStarts } = problems.source;
  const rows: MapNode[] = [];
  for (const [index, start] of lineStarts.entries()) {
    if (problems.isFull()) break;
    const next = lineStarts[index + 1];
    const end = next === undefined ? text.length : next - 1;
    if (!/\S/.test(text.slice(start, end))) continue;
    const node = readJsonLine(problems, { start, end });
    if (node?.kind === 'map') rows.push(node);
    else if (node !== undefined)
      problems.add('schema/invalid', node, {
        message: 'a line of a list of tenants is one JSON object',
        label: node.kind === 'list' ? 'a list' : 'a single value',
        help: 'write each tenant in a line of its own: {"tenant_id": "..."}',
      });
  }
  return rows;
}
