import { holdTables } from './held-tables.ts';
import type { Surroundings } from './inquiry.ts';
import { inCondition, inQuery, onlyKnown, refuse } from './inquiry.ts';
import { judgeFrom } from './judge-from.ts';
import { judgeTargets } from './judge-targets.ts';
import { judgeWindow } from './judge-window.ts';
import { judgeWith } from './judge-with.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, has, listAt, nodeOf, textAt, untagged } from './tree.ts';
import { isCount } from './literals.ts';
import { judgeFallibleQuery } from './judge-fallible.ts';
import { judgeExpression, judgeExpressions, judgeQuery, judgeRowOrPart } from './walk.ts';

const known = [
  ...[
    'distinctClause',
    'targetList',
    'fromClause',
    'whereClause',
    'groupClause',
    'groupDistinct',
    'havingClause',
  ],
  ...[
    'windowClause',
    'valuesLists',
    'sortClause',
    'limitOffset',
    'limitCount',
    'limitOption',
    'withClause',
    'op',
  ],
  ...['all', 'larg', 'rarg', 'intoClause', 'lockingClause'],
];

/**
 * A `SelectStmt`: SELECT, VALUES, TABLE, or a set operation, each arm of which is held. `named`: its outputs have the
 * names that they are given here.
 */
export function judgeSelect(select: Fields, outside: Surroundings, named: boolean): void {
  const { inquiry } = outside;
  onlyKnown(inquiry, select, 'SELECT', known);
  if (has(select, 'intoClause'))
    refuse(inquiry, 'SELECT INTO', untagged(untagged(select, 'intoClause') ?? {}, 'rel'));
  const [lock] = listAt(select, 'lockingClause');
  if (lock !== undefined) refuse(inquiry, 'FOR UPDATE or FOR SHARE', nodeOf(lock)?.fields);
  const around = judgeWith(untagged(select, 'withClause'), outside);
  if (has(select, 'larg') || has(select, 'rarg')) judgeArms(select, around);
  else judgeBlock(select, around, named);
}

function judgeArms(select: Fields, around: Surroundings): void {
  for (const side of ['larg', 'rarg']) {
    const arm = untagged(select, side);
    if (arm === undefined) refuse(around.inquiry, 'a set operation that is not understood');
    // The first arm's names are those of all.
    else judgeQuery(arm, around.place === 'derived' ? inQuery(around) : around, false);
  }
  judgeOrder(select, ordering(around));
}

function judgeBlock(select: Fields, around: Surroundings, named: boolean): void {
  const { inquiry, place } = around;
  const { items, conditions } = judgeFrom(listAt(select, 'fromClause'), [], around);
  const outerColumns = around.outerColumns || items.length > 0;
  // An aggregate may be of a query around.
  const onlyTables =
    items.every(({ table }) => table !== undefined) && (!around.mayAggregate || around.onlyTables);
  const rows: Surroundings = { ...around, outerColumns, onlyTables };
  const asked = has(select, 'whereClause') ? [...conditions, select.whereClause] : conditions;
  const isFenced = place !== 'early' && items.length > 0 && items.every(({ fence }) => fence === true);
  judgeExpressions(asked, inCondition(rows, isFenced ? 'chosen' : 'early'));
  holdTables(inquiry, items, asked, around.outerColumns);
  for (const row of listAt(select, 'valuesLists')) judgeExpression(row, rows);
  const inside: Surroundings = { ...rows, mayAggregate: true };
  judgeTargets(listAt(select, 'targetList'), inside, named && place === 'derived');
  // A condition on no aggregate is asked of rows.
  judgeExpression(select.havingClause, inCondition(inside, place === 'early' ? 'early' : 'derived'));
  judgeRest(select, ordering(inside));
}

/** What puts rows that were chosen together, and in order. */
function judgeRest(select: Fields, around: Surroundings): void {
  // Plain DISTINCT is a list of one node of no kind.
  const distinct = listAt(select, 'distinctClause').filter((part) => nodeOf(part) !== undefined);
  judgeExpressions(distinct, around);
  for (const part of listAt(select, 'groupClause')) judgeRowOrPart(part, around);
  for (const window of listAt(select, 'windowClause'))
    judgeWindow(fieldsOf(window, 'WindowDef') ?? window, around);
  judgeOrder(select, around);
}

/** Rows are put in order when they were chosen, also those of a query that another reads. */
function ordering(around: Surroundings): Surroundings {
  return around.place === 'derived' ? { ...around, place: 'last', use: 'shown' } : around;
}

function judgeOrder(select: Fields, around: Surroundings): void {
  judgeExpressions(listAt(select, 'sortClause'), around);
  for (const [name, count] of [
    ['OFFSET', select.limitOffset],
    ['LIMIT', select.limitCount],
  ] as const) {
    judgeExpression(count, around);
    if (count !== undefined && !isCount(count))
      judgeFallibleQuery(`${name} of what is no number written out`, nodeOf(count)?.fields ?? {}, around);
  }
}

/** Whether a `SelectStmt` is a list of rows written out. */
export function isValues(select: Fields): boolean {
  return has(select, 'valuesLists') && textAt(select, 'op') === 'SETOP_NONE';
}
