import { visibleText } from '../../text/visible-text.ts';
import type { Entry, LocatedNode, MapNode, ScalarNode, Span } from '../located-node.ts';
import { checkStructure } from '../check-structure.ts';
import { createProblems, type Problems } from '../problems.ts';
import { type CsvCell, type CsvRow, csvCells } from './csv-cells.ts';
import { type CsvColumn, csvColumns } from './csv-columns.ts';
import { jsonNumber, refuseInexact } from './json-nodes.ts';
import { listNode, mapNode, scalarNode, tenantsRoot } from './located-data.ts';

/**
 * The rows of a CSV text as the mappings that YAML would hold, and reports what is wrong with text, header and rows.
 * Cells are text; a column's name alone makes them anything else. An empty cell without quotes gives nothing.
 */
export function csvRows(problems: Problems): readonly MapNode[] {
  const { rows, problem } = csvCells(problems.source.text);
  if (problem !== undefined) {
    const { start, end, message, label, help } = problem;
    problems.add('yaml/syntax', { start, end }, { message, label, help });
  }
  const [header, ...body] = rows;
  if (header === undefined) return [];
  const columns = csvColumns(problems, header);
  if (columns === undefined || !areKnown(problems, header, columns)) return [];
  const nodes: MapNode[] = [];
  for (const row of body) {
    if (problems.isFull()) break;
    const node = hasWidth(problems, row, columns.length) ? rowNode(problems, row, columns) : undefined;
    if (node !== undefined) nodes.push(node);
  }
  return nodes;
}

/** Whether the schema knows the keys that columns lead to: asked of the header alone, as of a row without values. */
function areKnown(problems: Problems, header: CsvRow, columns: readonly CsvColumn[]): boolean {
  const probe = createProblems(problems.source);
  const root = groupOf(rowSpan(header));
  for (const column of columns) put(root, column, { ...column.keyNode, value: null, json: null });
  checkStructure(probe, 'tenants', tenantsRoot([nodeOf(root)], rowSpan(header)));
  const unknown = probe.list.filter(({ code }) => code === 'schema/unknown-key');
  for (const { code, place, message, label, help, fix } of unknown)
    problems.add(code, place, {
      message,
      ...(label === undefined ? {} : { label }),
      ...(help === undefined ? {} : { help }),
      ...(fix === undefined ? {} : { fix }),
    });
  return unknown.length === 0;
}

function hasWidth(problems: Problems, row: CsvRow, width: number): boolean {
  if (row.length === width) return true;
  const extra = row[width];
  const end = row.at(-1)?.end ?? 0;
  problems.add('schema/invalid', extra ?? { start: end, end }, {
    message: `the row has ${row.length === 1 ? '1 cell' : `${row.length} cells`}, and the header has ${width}`,
    label: extra === undefined ? `${width - row.length} missing` : 'beyond the last column',
    help: 'give each row a cell for each column; a cell with a comma needs quotes',
  });
  return false;
}

interface Group {
  readonly keyNode: ScalarNode;
  readonly members: Map<string, Group | Entry>;
  start: number;
  end: number;
}

function groupOf(span: Span): Group {
  return { keyNode: scalarNode('', span), members: new Map(), ...span };
}

function rowNode(problems: Problems, row: CsvRow, columns: readonly CsvColumn[]): MapNode | undefined {
  const root = groupOf(rowSpan(row));
  for (const [at, column] of columns.entries()) {
    const cell = row[at];
    if (cell === undefined) continue;
    if (cell.value === '' && column.path[0] === 'tenant_id') return refuseNobody(problems, cell);
    if (cell.value === '' && !cell.quoted) continue;
    const value = cellNode(problems, cell, column);
    if (value !== undefined) put(root, column, value);
  }
  return nodeOf(root);
}

function refuseNobody(problems: Problems, cell: CsvCell): undefined {
  problems.add('schema/invalid', cell, {
    message: 'the row has no `tenant_id`',
    label: 'empty',
    help: 'give the tenant’s id, or take the row out',
  });
  return undefined;
}

function put(root: Group, { path, keyNode }: CsvColumn, value: LocatedNode): void {
  const { start, end } = value;
  let group = root;
  for (const key of path.slice(0, -1)) {
    const known = group.members.get(key);
    const inner: Group =
      known !== undefined && 'members' in known
        ? known
        : { keyNode: scalarNode(key, value), members: new Map(), start, end };
    inner.end = end;
    group.members.set(key, inner);
    group = inner;
  }
  const key = path.at(-1) ?? '';
  group.members.set(key, { key, keyNode, value });
}

function nodeOf(group: Group): MapNode {
  const entries = new Map<string, Entry>();
  for (const [key, member] of group.members)
    entries.set(key, 'members' in member ? { key, keyNode: member.keyNode, value: nodeOf(member) } : member);
  return mapNode(entries, group);
}

function cellNode(problems: Problems, cell: CsvCell, { type }: CsvColumn): LocatedNode | undefined {
  switch (type) {
    case 'text':
      return scalarNode(cell.value, cell);
    case 'number':
      return numberNode(problems, cell);
    case 'list':
      return itemsNode(problems, cell);
    case 'boolean':
      if (cell.value === 'true' || cell.value === 'false') return scalarNode(cell.value === 'true', cell);
      return refuseCell(problems, cell, 'neither true nor false', 'write `true` or `false`');
  }
}

function numberNode(problems: Problems, cell: CsvCell): LocatedNode | undefined {
  const number = jsonNumber(cell.value);
  if (number === undefined)
    return refuseCell(
      problems,
      cell,
      'no number',
      'write digits alone, with `.` before a fraction: `1250.5`',
    );
  if (typeof number === 'number') return scalarNode(number, cell);
  refuseInexact(problems, cell, {
    written: cell.value,
    help: 'call the column without `:number`, and it is text',
  });
  return undefined;
}

/** Texts between semicolons, as they stand. */
function itemsNode(problems: Problems, cell: CsvCell): LocatedNode | undefined {
  const items = cell.value.split(';');
  if (items.includes(''))
    return refuseCell(problems, cell, 'a list with an empty item', 'put `;` between items only: `a;b`');
  // Doubled quotes make the text shorter than what is written: then an item is the whole cell.
  const isPlain = cell.end - cell.start === cell.value.length;
  let start = cell.start;
  const nodes = items.map((item) => {
    const node = scalarNode(item, isPlain ? { start, end: start + item.length } : cell);
    start += item.length + 1;
    return node;
  });
  return listNode(nodes, cell);
}

function refuseCell(problems: Problems, cell: CsvCell, what: string, help: string): undefined {
  problems.add('schema/invalid', cell, {
    message: `\`${visibleText(cell.value.slice(0, 60))}\` is ${what}`,
    label: what,
    help,
  });
  return undefined;
}

function rowSpan(row: CsvRow): Span {
  return { start: row[0]?.start ?? 0, end: row.at(-1)?.end ?? 0 };
}
