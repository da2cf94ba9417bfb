import { holdTables } from './held-tables.ts';
import type { Place, Surroundings } from './inquiry.ts';
import { onlyKnown, refuse } from './inquiry.ts';
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

/** A `SelectStmt`: SELECT, VALUES, TABLE, or a set operation, each arm of which is held. */
export function judgeSelect(select: Fields, outside: Surroundings): void {
  const { inquiry } = outside;
  onlyKnown(inquiry, select, 'SELECT', known);
  if (has(select, 'intoClause'))
    refuse(inquiry, 'SELECT INTO', untagged(untagged(select, 'intoClause') ?? {}, 'rel'));
  const [lock] = listAt(select, 'lockingClause');
  if (lock !== undefined) refuse(inquiry, 'FOR UPDATE or FOR SHARE', nodeOf(lock)?.fields);
  const around = judgeWith(untagged(select, 'withClause'), outside);
  if (has(select, 'larg') || has(select, 'rarg')) judgeArms(select, around);
  else judgeBlock(select, around);
}

function judgeArms(select: Fields, around: Surroundings): void {
  for (const side of ['larg', 'rarg']) {
    const arm = untagged(select, side);
    if (arm === undefined) refuse(around.inquiry, 'a set operation that is not understood');
    else judgeQuery(arm, around);
  }
  judgeOrder(select, around);
}

function judgeBlock(select: Fields, around: Surroundings): void {
  const { inquiry, place } = around;
  const { items, conditions } = judgeFrom(listAt(select, 'fromClause'), [], around);
  const outerColumns = around.outerColumns || items.length > 0;
  // An aggregate may be of a query around.
  const onlyTables =
    items.every(({ table }) => table !== undefined) && (!around.mayAggregate || around.onlyTables);
  const rows: Surroundings = { ...around, outerColumns, onlyTables };
  const asked = has(select, 'whereClause') ? [...conditions, select.whereClause] : conditions;
  const isFenced = place !== 'early' && items.length > 0 && items.every(({ fence }) => fence === true);
  judgeExpressions(
    asked,
    isFenced ? { ...rows, place: 'chosen' } : { ...rows, place: 'early', compared: true },
  );
  holdTables(inquiry, items, asked, around.outerColumns);
  for (const row of listAt(select, 'valuesLists')) judgeExpression(row, rows);
  const inside: Surroundings = { ...rows, mayAggregate: true };
  judgeTargets(listAt(select, 'targetList'), inside);
  // Plain DISTINCT is a list of one node of no kind.
  const distinct = listAt(select, 'distinctClause').filter((part) => nodeOf(part) !== undefined);
  judgeExpressions(distinct, inside);
  for (const part of listAt(select, 'groupClause')) judgeRowOrPart(part, inside);
  // A condition on no aggregate is asked of rows.
  const having: Place = place === 'early' ? 'early' : 'derived';
  judgeExpression(select.havingClause, { ...inside, place: having, compared: true });
  for (const window of listAt(select, 'windowClause'))
    judgeWindow(fieldsOf(window, 'WindowDef') ?? window, inside);
  judgeOrder(select, inside);
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
