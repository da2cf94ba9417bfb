import type { Surroundings } from './inquiry.ts';
import { deeper, inQuery, mark, onlyKnown, refuse } from './inquiry.ts';
import type { FromItem } from './judge-table.ts';
import { hasColumnNames, judgeAlias, judgeRange } from './judge-table.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, has, listAt, nodeOf, stringNode, textAt } from './tree.ts';
import { usingEquations } from './using-equations.ts';
import { judgeExpression, judgeQuery } from './walk.ts';

/** A FROM list, flat: all joins are inner, so that their conditions are conditions of the block. */
export interface FromList {
  readonly items: readonly FromItem[];
  readonly conditions: readonly unknown[];
}

/** Judges all but the join conditions of a FROM list, `first` in front of it. */
export function judgeFrom(
  list: readonly unknown[],
  first: readonly FromItem[],
  around: Surroundings,
): FromList {
  const items: FromItem[] = [...first];
  const draft: Draft = { items, conditions: [], merged: new Map() };
  const alone = list.length === 1 && first.length === 0;
  for (const item of list) judgeItem(item, alone, draft, around);
  const { inquiry } = around;
  const names = new Set<string>();
  for (const { alias, table } of items) {
    if (alias !== '' && names.has(alias)) refuse(inquiry, `two FROM items named ${alias}`, table?.at);
    names.add(alias);
    if (inquiry.held.some(({ column }) => column === alias))
      refuse(inquiry, `a FROM item named ${alias}, like the column`, table?.at);
  }
  return draft;
}

/** A FROM list as far as it was read. */
interface Draft {
  readonly items: FromItem[];
  readonly conditions: unknown[];
  /** For a column, the items of which USING made it one. */
  readonly merged: Map<string, Set<string>>;
}

function judgeItem(value: unknown, alone: boolean, draft: Draft, around: Surroundings): void {
  const { inquiry } = around;
  const { items, conditions } = draft;
  const node = nodeOf(value);
  switch (node?.kind) {
    case 'RangeVar':
      items.push(judgeRange(node.fields, around));
      return;
    case 'RangeSubselect':
      items.push(judgeSubselect(node.fields, around));
      return;
    case 'RangeFunction':
      items.push(judgeFunction(node.fields, alone, around));
      return;
    case 'JoinExpr': {
      const join = node.fields;
      judgeJoin(join, around);
      const left = items.length;
      deeper(inquiry, undefined, () => judgeItem(join.larg, false, draft, around));
      const right = items.length;
      deeper(inquiry, undefined, () => judgeItem(join.rarg, false, draft, around));
      if (has(join, 'quals')) conditions.push(join.quals);
      for (const name of listAt(join, 'usingClause'))
        judgeUsing(stringNode(name) ?? '', [items.slice(left, right), items.slice(right)], draft, around);
      return;
    }
    default:
      refuse(
        inquiry,
        node?.kind === 'RangeTableSample' ? 'TABLESAMPLE' : 'a FROM item that is not taken',
        node?.fields,
      );
  }
}

function judgeJoin(join: Fields, { inquiry }: Surroundings): void {
  const known = ['jointype', 'isNatural', 'larg', 'rarg', 'usingClause', 'quals', 'rtindex'];
  onlyKnown(inquiry, join, 'a join', known);
  const type = textAt(join, 'jointype');
  if (join.isNatural === true) refuse(inquiry, 'a natural join', firstPlace(join));
  if (type !== 'JOIN_INNER') refuse(inquiry, 'an outer join', firstPlace(join));
}

/** A column of USING: of a held column it says what `ON` would. */
function judgeUsing(
  column: string,
  sides: readonly [readonly FromItem[], readonly FromItem[]],
  { conditions, merged }: Draft,
  { inquiry }: Surroundings,
): void {
  inquiry.late.asked.add(column);
  if (!inquiry.held.some((held) => held.column === column)) return;
  const sure = merged.get(column) ?? new Set<string>();
  merged.set(column, sure);
  conditions.push(...usingEquations(column, ...sides, sure));
}

// A join has no place of its own: that of its right side is near.
function firstPlace(join: Fields): Fields | undefined {
  return nodeOf(join.rarg)?.fields;
}

function judgeSubselect(fields: Fields, around: Surroundings): FromItem {
  const { inquiry } = around;
  onlyKnown(inquiry, fields, 'a query in FROM', ['lateral', 'subquery', 'alias']);
  if (fields.lateral === true) refuse(inquiry, 'LATERAL');
  const select = fieldsOf(fields.subquery, 'SelectStmt');
  if (select === undefined) refuse(inquiry, 'a query in FROM that is no SELECT');
  else {
    const before = inquiry.fallible;
    judgeQuery(select, inQuery(around), !hasColumnNames(fields));
    if (inquiry.fallible > before) mark(inquiry, 'lazy', fields);
  }
  const alias = judgeAlias(inquiry, fields, false) ?? '';
  inquiry.rowNames.add(alias);
  return { alias, table: undefined };
}

function judgeFunction(fields: Fields, alone: boolean, around: Surroundings): FromItem {
  const { inquiry } = around;
  onlyKnown(inquiry, fields, 'a function in FROM', ['lateral', 'ordinality', 'functions', 'alias']);
  if (fields.lateral === true) refuse(inquiry, 'LATERAL');
  const functions = listAt(fields, 'functions');
  if (functions.length !== 1) refuse(inquiry, 'ROWS FROM with several functions');
  const parts = listAt(fieldsOf(functions[0], 'List') ?? {}, 'items');
  const call = fieldsOf(parts[0], 'FuncCall');
  if (call === undefined || parts.slice(1).some((part) => nodeOf(part) !== undefined))
    refuse(inquiry, 'a function in FROM that is not taken');
  // It may see what stands beside it.
  const place = around.place === 'early' ? 'early' : 'source';
  const before = inquiry.fallible;
  const outerColumns = around.outerColumns || !alone;
  judgeExpression(parts[0], { ...around, place, use: 'asked', compared: true, outerColumns });
  if (inquiry.fallible > before) mark(inquiry, 'lazy', call ?? fields);
  const name = listAt(call ?? {}, 'funcname').length;
  const alias = judgeAlias(inquiry, fields, false);
  if (alias === undefined && name > 1) refuse(inquiry, 'a function of a schema in FROM without a name', call);
  const own = functionName(call);
  // The row of a function that gives one column is that column.
  if (!oneColumn.has(own) || fields.ordinality === true) inquiry.rowNames.add(alias ?? own);
  return { alias: alias ?? own, table: undefined };
}

const oneColumn: ReadonlySet<string> = new Set(
  `generate_series json_object_keys jsonb_array_elements jsonb_array_elements_text jsonb_object_keys
   regexp_split_to_table string_to_table unnest`.split(/\s+/),
);

function functionName(call: Fields | undefined): string {
  const [first] = listAt(call ?? {}, 'funcname');
  return stringNode(first) ?? '';
}
