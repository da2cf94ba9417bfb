import { suggest } from '../../text/suggest.ts';
import { visibleText } from '../../text/visible-text.ts';
import type { ScalarNode } from '../located-node.ts';
import type { Problems, ProblemText } from '../problems.ts';
import { replacement } from '../problems.ts';
import type { CsvCell, CsvRow } from './csv-cells.ts';
import { scalarNode } from './located-data.ts';

/** What the cells of a column are: text, unless its name says otherwise. */
type CellType = 'text' | 'number' | 'list' | 'boolean';

/** A column of a CSV list of tenants. */
export interface CsvColumn {
  /** The keys that lead to its value: `vars`, `mail_domain`. */
  readonly path: readonly string[];
  readonly type: CellType;
  /** Its name as a key, at its place in the header. */
  readonly keyNode: ScalarNode;
}

/**
 * The columns that a header names, in its order. Undefined where any of them is unknown, stands twice or is missing:
 * then no row can be understood, and the header's problems are reported.
 */
export function csvColumns(problems: Problems, header: CsvRow): readonly CsvColumn[] | undefined {
  if (isOtherwiseSeparated(problems, header)) return undefined;
  const columns: CsvColumn[] = [];
  for (const cell of header) {
    const column = readColumn(problems, cell);
    if (column !== undefined) columns.push(column);
  }
  const isSound = columns.length === header.length;
  // A mistyped name is reported as such; that it is missing follows.
  if (isSound && !columns.some(({ path }) => path[0] === 'tenant_id')) {
    problems.add('schema/invalid', firstCell(header), {
      message: 'no column is called `tenant_id`',
      label: '`tenant_id` is missing',
      help: 'the first row names the columns; one of them is `tenant_id`',
    });
    return undefined;
  }
  return areApart(problems, columns) && isSound ? columns : undefined;
}

const plainNames = ['tenant_id', 'name', 'plan', 'status', 'extends'];
const groups = ['vars', 'labels', 'isolation'];

/** What people call columns elsewhere. */
const meant: ReadonlyMap<string, string> = new Map([
  ['id', 'write `tenant_id`'],
  ['tenant', 'write `tenant_id`'],
  ['template', 'write `extends`'],
  ['templates', 'write `extends:list`'],
  ['region', 'write `isolation.region`'],
  ['rules', 'rules belong in a template, which the column `extends` names'],
  ...groups.map((group): [string, string] => [group, `write a column for each, such as \`${group}.NAME\``]),
]);

function readColumn(problems: Problems, cell: CsvCell): CsvColumn | undefined {
  const [, name = '', suffix] = /^([^:]*)(?::(.*))?$/s.exec(cell.value) ?? [];
  const [group = '', ...rest] = name.split('.');
  const isPlain = plainNames.includes(name);
  if (!isPlain && (!groups.includes(group) || rest.length === 0 || rest.includes(''))) {
    refuseName(problems, cell, name);
    return undefined;
  }
  const type = suffix === undefined ? 'text' : types.find((word) => word === suffix);
  if (type === undefined || !mayBe(type, group)) {
    refuseType(problems, cell, { name, group, suffix: suffix ?? '' });
    return undefined;
  }
  // A variable's or label's name has no parts.
  const path = isPlain ? [name] : group === 'isolation' ? [group, ...rest] : [group, rest.join('.')];
  return { path, type, keyNode: scalarNode(path.at(-1) ?? '', cell) };
}

const types = ['number', 'list', 'boolean'] as const;

function mayBe(type: CellType, group: string): boolean {
  if (type === 'text' || group === 'vars' || group === 'isolation') return true;
  return type === 'list' && group === 'extends';
}

function refuseName(problems: Problems, cell: CsvCell, name: string): void {
  const shown = visibleText(cell.value);
  const hint = meant.get(name.toLowerCase());
  const near = hint === undefined ? suggest(name.trim(), plainNames) : undefined;
  const known = near ?? plainNames.find((plain) => plain === name.trim().toLowerCase());
  const text: ProblemText = {
    message: cell.value === '' ? 'a column has no name' : `\`${shown}\` is no column of a list of tenants`,
    label: known === undefined ? 'an unknown column' : `did you mean \`${known}\`?`,
    help: hint ?? (known === undefined ? knownColumns : `write \`${known}\``),
  };
  const fix =
    known === undefined
      ? {}
      : { fix: replacement(problems.source, cell, known, `rename it to ${known}`, false) };
  problems.add('schema/unknown-key', cell, { ...text, ...fix });
}

const knownColumns = `columns are ${plainNames.join(', ')}, vars.NAME, labels.NAME and isolation.KEY; a value for a template is \`vars.NAME\``;

function refuseType(
  problems: Problems,
  cell: CsvCell,
  { name, group, suffix }: { readonly name: string; readonly group: string; readonly suffix: string },
): void {
  const isKnown = types.some((type) => type === suffix);
  const takes = types.filter((type) => mayBe(type, group)).map((type) => `\`:${type}\``);
  problems.add('schema/invalid', cell, {
    message: isKnown
      ? `the column \`${visibleText(name)}\` is text, and cannot be a ${suffix}`
      : `\`:${visibleText(suffix)}\` is no type of a column`,
    label: isKnown ? `not a ${suffix}` : 'an unknown type',
    help:
      takes.length === 0
        ? `write \`${visibleText(name)}\``
        : `write \`${visibleText(name)}\` for text${isKnown ? '' : `, or add ${takes.join(', ')}`}`,
  });
}

/** Whether no column stands twice, and none is within another. */
function areApart(problems: Problems, columns: readonly CsvColumn[]): boolean {
  const seen = new Map<string, CsvColumn>();
  let apart = true;
  for (const column of columns) {
    const key = JSON.stringify(column.path);
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, column);
    else {
      apart = false;
      refuseTwice(problems, column, earlier);
    }
  }
  for (const column of columns) {
    const outer = column.path.flatMap(
      (_, length) => seen.get(JSON.stringify(column.path.slice(0, length))) ?? [],
    )[0];
    if (outer === undefined) continue;
    apart = false;
    problems.add('schema/invalid', column.keyNode, {
      message: `\`${visibleText(column.path.join('.'))}\` lies within another column, \`${visibleText(outer.path.join('.'))}\``,
      label: 'has no place there',
      help: 'keep one of them',
    });
  }
  return apart;
}

function refuseTwice(problems: Problems, { path, keyNode }: CsvColumn, earlier: CsvColumn): void {
  const { line, column } = problems.place(earlier.keyNode);
  problems.add('yaml/duplicate-key', keyNode, {
    message: `the column \`${visibleText(path.join('.'))}\` stands twice`,
    label: `also at ${line}:${column}`,
    help: 'keep one of them',
  });
}

function isOtherwiseSeparated(problems: Problems, header: CsvRow): boolean {
  const [cell, second] = header;
  const found = second === undefined ? /[;\t|]/.exec(cell?.value ?? '') : null;
  if (cell === undefined || found === null) return false;
  const start = cell.start + found.index;
  problems.add(
    'yaml/syntax',
    { start, end: start + 1 },
    {
      message: `the cells are not separated by commas`,
      label: found[0] === '\t' ? 'a tab' : `\`${found[0]}\``,
      help: 'export the file with commas between the cells',
    },
  );
  return true;
}

function firstCell(header: CsvRow): { readonly start: number; readonly end: number } {
  return header[0] ?? { start: 0, end: 0 };
}
