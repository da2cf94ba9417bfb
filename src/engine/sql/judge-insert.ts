import { changedTable, judgeSet } from './changed-table.ts';
import { isConstantIn } from './held-tables.ts';
import type { Inquiry, Surroundings } from './inquiry.ts';
import { inCondition, onlyKnown, refuse, violate } from './inquiry.ts';
import { isStar } from './judge-column.ts';
import { isValues } from './judge-select.ts';
import { judgeReturning, judgeTargets } from './judge-targets.ts';
import { judgeWith } from './judge-with.ts';
import type { HeldColumn } from './sql-policy.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, has, listAt, textAt, untagged } from './tree.ts';
import { judgeExpression, judgeQuery } from './walk.ts';

const known = [
  ...['relation', 'cols', 'selectStmt', 'onConflictClause', 'returningClause', 'withClause', 'override'],
];

/** INSERT: every row has the constant in every held column, by the place of the column in the list. */
export function judgeInsert(fields: Fields, outside: Surroundings): void {
  const { inquiry } = outside;
  onlyKnown(inquiry, fields, 'INSERT', known);
  if (textAt(fields, 'override') !== 'OVERRIDING_NOT_SET')
    refuse(inquiry, 'OVERRIDING', untagged(fields, 'relation'));
  const around = judgeWith(untagged(fields, 'withClause'), outside);
  const { table } = changedTable(fields, inquiry);
  inquiry.rowNames.add('excluded');
  const columns = listAt(fields, 'cols').map((column) => fieldsOf(column, 'ResTarget'));
  if (columns.length === 0) refuse(inquiry, 'INSERT without a list of columns', untagged(fields, 'relation'));
  const source = fieldsOf(fields.selectStmt, 'SelectStmt');
  if (source !== undefined) judgeQuery(source, around);
  for (const held of inquiry.held) {
    const place = columns.findIndex((column) => textAt(column ?? {}, 'name') === held.column);
    const column = columns[place];
    if (column !== undefined && has(column, 'indirection'))
      refuse(inquiry, `a part of ${held.column}`, column);
    if (column === undefined || source === undefined)
      violate(inquiry, `${table?.name ?? ''} is given no ${held.column}`, table?.at);
    else holdRows(source, place, held, inquiry);
  }
  judgeConflict(untagged(fields, 'onConflictClause'), around);
  judgeReturning(untagged(fields, 'returningClause'), around);
}

/** Every row of a query has one of the constants at a place. */
function holdRows(source: Fields, place: number, held: HeldColumn, inquiry: Inquiry): void {
  if (isValues(source)) {
    for (const row of listAt(source, 'valuesLists')) {
      const value = listAt(fieldsOf(row, 'List') ?? {}, 'items')[place];
      if (!isConstantIn(value, held.values))
        violate(inquiry, `a row whose ${held.column} is another`, placeOf(value));
    }
    return;
  }
  const arms = [untagged(source, 'larg'), untagged(source, 'rarg')];
  if (arms.some((arm) => arm !== undefined)) {
    // How deep arms are nested was bounded when the query was judged.
    for (const arm of arms) if (arm !== undefined) holdRows(arm, place, held, inquiry);
    return;
  }
  const targets = listAt(source, 'targetList').map((target) => fieldsOf(target, 'ResTarget')?.val);
  if (targets.slice(0, place + 1).some(isStar))
    refuse(inquiry, '* before a column that is held', placeOf(targets[0]));
  else if (!isConstantIn(targets[place], held.values))
    violate(inquiry, `rows whose ${held.column} is another`, placeOf(targets[place] ?? targets[0]));
}

function placeOf(value: unknown): Fields | undefined {
  return fieldsOf(value, 'A_Const') ?? fieldsOf(value, 'ColumnRef') ?? fieldsOf(value, 'FuncCall');
}

/**
 * ON CONFLICT answers quietly whether a row is there. So the index that it asks has every held column: then the row
 * that it finds, and may change, is the tenant's.
 */
function judgeConflict(clause: Fields | undefined, around: Surroundings): void {
  if (clause === undefined) return;
  const { inquiry } = around;
  onlyKnown(inquiry, clause, 'ON CONFLICT', ['action', 'infer', 'targetList', 'whereClause', 'location']);
  const infer = untagged(clause, 'infer') ?? {};
  onlyKnown(inquiry, infer, 'the index of ON CONFLICT', ['indexElems', 'whereClause', 'location']);
  const inside = inCondition({ ...around, outerColumns: true }, 'early');
  const named = new Set<string>();
  for (const element of listAt(infer, 'indexElems')) {
    const index = fieldsOf(element, 'IndexElem') ?? {};
    onlyKnown(inquiry, index, 'an index', ['name', 'expr', 'ordering', 'nulls_ordering']);
    named.add(textAt(index, 'name') ?? '');
    judgeExpression(index.expr, inside);
  }
  for (const { column } of inquiry.held)
    if (!named.has(column)) violate(inquiry, `ON CONFLICT asks an index without ${column}`, clause);
  judgeExpression(infer.whereClause, inside);
  judgeExpression(clause.whereClause, inside);
  const targets = listAt(clause, 'targetList');
  judgeSet(targets, inquiry);
  judgeTargets(targets, { ...around, outerColumns: true, place: 'last' });
}
