import { changedTable, judgeSet } from './changed-table.ts';
import { holdTables } from './held-tables.ts';
import type { Inquiry, Surroundings } from './inquiry.ts';
import { inCondition, onlyKnown, refuse, violate } from './inquiry.ts';
import { judgeFrom } from './judge-from.ts';
import { judgeInsert } from './judge-insert.ts';
import { judgeReturning, judgeTargets } from './judge-targets.ts';
import { judgeWith } from './judge-with.ts';
import { statementName } from './statement-name.ts';
import type { Fields, SqlNode } from './tree.ts';
import { has, listAt, untagged } from './tree.ts';
import { judgeExpressions } from './walk.ts';

/** INSERT, UPDATE or DELETE, also within WITH; any other statement is refused by its name. */
export function judgeChange({ kind, fields }: SqlNode, around: Surroundings): void {
  switch (kind) {
    case 'InsertStmt':
      allowStatement(around.inquiry, 'insert', fields);
      judgeInsert(fields, around);
      return;
    case 'UpdateStmt':
      allowStatement(around.inquiry, 'update', fields);
      judgeUpdate(fields, around);
      return;
    case 'DeleteStmt':
      allowStatement(around.inquiry, 'delete', fields);
      judgeDelete(fields, around);
      return;
    default:
      refuse(around.inquiry, statementName(kind), fields);
  }
}

function allowStatement(inquiry: Inquiry, name: string, fields: Fields): void {
  if (!inquiry.policy.statements.has(name))
    violate(inquiry, `${name.toUpperCase()} is not among the statements`, untagged(fields, 'relation'));
}

function judgeUpdate(fields: Fields, outside: Surroundings): void {
  const known = ['relation', 'targetList', 'whereClause', 'fromClause', 'returningClause', 'withClause'];
  onlyKnown(outside.inquiry, fields, 'UPDATE', known);
  const around = judgeWith(untagged(fields, 'withClause'), outside);
  const inside = judgeRows(fields, listAt(fields, 'fromClause'), around);
  const targets = listAt(fields, 'targetList');
  judgeSet(targets, around.inquiry);
  judgeTargets(targets, inside);
  judgeReturning(untagged(fields, 'returningClause'), inside);
}

function judgeDelete(fields: Fields, outside: Surroundings): void {
  const known = ['relation', 'whereClause', 'usingClause', 'returningClause', 'withClause'];
  onlyKnown(outside.inquiry, fields, 'DELETE', known);
  const around = judgeWith(untagged(fields, 'withClause'), outside);
  const inside = judgeRows(fields, listAt(fields, 'usingClause'), around);
  judgeReturning(untagged(fields, 'returningClause'), inside);
}

/** Which rows a statement changes: the table and what it is joined with are held by WHERE. */
function judgeRows(fields: Fields, joined: readonly unknown[], around: Surroundings): Surroundings {
  const { inquiry } = around;
  const { items, conditions } = judgeFrom(joined, [changedTable(fields, inquiry)], around);
  const inside: Surroundings = { ...around, outerColumns: true };
  const asked = has(fields, 'whereClause') ? [...conditions, fields.whereClause] : conditions;
  judgeExpressions(asked, inCondition(inside, 'early'));
  holdTables(inquiry, items, asked, around.outerColumns);
  return inside;
}
