import { holdTables } from './held-tables.ts';
import type { Place, Surroundings } from './inquiry.ts';
import { onlyKnown, refuse } from './inquiry.ts';
import { judgeFrom } from './judge-from.ts';
import { judgeTargets } from './judge-targets.ts';
import { judgeWindow } from './judge-window.ts';
import { judgeWith } from './judge-with.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, has, listAt, nodeOf, textAt, untagged } from './tree.ts';
import { judgeExpression, judgeExpressions, judgeQuery } from './walk.ts';

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
  const inside: Surroundings = { ...around, outerColumns: around.outerColumns || items.length > 0 };
  const asked = has(select, 'whereClause') ? [...conditions, select.whereClause] : conditions;
  judgeExpressions(asked, { ...inside, place: 'early' });
  holdTables(inquiry, items, asked, around.outerColumns);
  judgeTargets(listAt(select, 'targetList'), inside);
  for (const row of listAt(select, 'valuesLists')) judgeExpression(row, inside);
  // Plain DISTINCT is a list of one node of no kind.
  const distinct = listAt(select, 'distinctClause').filter((part) => nodeOf(part) !== undefined);
  judgeExpressions(distinct, inside);
  judgeExpressions(listAt(select, 'groupClause'), inside);
  // A condition on no aggregate is asked of rows.
  const having: Place = place === 'early' ? 'early' : 'derived';
  judgeExpression(select.havingClause, { ...inside, place: having });
  for (const window of listAt(select, 'windowClause'))
    judgeWindow(fieldsOf(window, 'WindowDef') ?? window, inside);
  judgeOrder(select, inside);
}

function judgeOrder(select: Fields, around: Surroundings): void {
  judgeExpressions(listAt(select, 'sortClause'), around);
  judgeExpression(select.limitOffset, around);
  judgeExpression(select.limitCount, around);
}

/** Whether a `SelectStmt` is a list of rows written out. */
export function isValues(select: Fields): boolean {
  return has(select, 'valuesLists') && textAt(select, 'op') === 'SETOP_NONE';
}
