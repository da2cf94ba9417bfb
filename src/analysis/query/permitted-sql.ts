import type { BoundSql } from '../../engine/compile/bound-matcher.ts';
import type { SqlPolicy } from '../../engine/sql/sql-policy.ts';
import { holdsOf, type SqlHold, sqlCondition, sqlConstant, sqlName } from './sql-names.ts';
import { usualTable } from './telling-sql.ts';

/** Names of one list that are tried. */
const mostNames = 6;

/**
 * Queries of the forms that `sql` matchers take: each statement, table, shared table and function that one lists, held
 * as one of them asks or as all do. What one of them takes and another does not is often among them.
 */
export function permittedSql(matchers: readonly BoundSql[], tenantId: string): readonly string[] {
  const each = matchers.map(({ policy }) => holdsOf(policy, tenantId));
  const joint = [...new Map(each.flat().map((hold) => [hold.column, hold])).values()];
  const wanted = new Map([...each, joint].map((holds) => [sqlCondition(holds), holds]));
  const queries = matchers.flatMap(({ policy }) =>
    [...wanted.values()].flatMap((holds) => queriesOf(policy, holds)),
  );
  return [...new Set(queries)];
}

function queriesOf(policy: SqlPolicy, holds: readonly SqlHold[]): readonly string[] {
  const { statements, tables, sharedTables, functions } = policy;
  const condition = sqlCondition(holds);
  const own = [...(tables ?? [usualTable])].slice(0, mostNames);
  const shared = [...sharedTables].slice(0, mostNames);
  const called = [...(functions ?? [])].slice(0, mostNames);
  const [first = usualTable] = own;
  const ofTable = (table: string): readonly string[] =>
    [...statements].flatMap((statement) => statementOn(statement, sqlName(table), condition, holds));
  return [
    ...own.flatMap(ofTable),
    ...shared.map((table) => `SELECT * FROM ${sqlName(table)}`),
    // Where tables are listed, a column of a sub-query is known to be its own table's.
    `SELECT * FROM ${sqlName(first)} WHERE ${condition} AND EXISTS (SELECT 1 FROM ${sqlName(first)} WHERE ${condition})`,
    ...called.map((name) => `SELECT ${sqlName(name)}(1) FROM ${sqlName(first)} WHERE ${condition}`),
  ];
}

function statementOn(
  statement: string,
  table: string,
  condition: string,
  holds: readonly SqlHold[],
): readonly string[] {
  switch (statement) {
    case 'select':
      return [`SELECT * FROM ${table} WHERE ${condition}`];
    case 'insert': {
      const columns = holds.map(({ column }) => sqlName(column)).join(', ');
      const values = holds.map(({ value }) => sqlConstant(value)).join(', ');
      return [`INSERT INTO ${table} (${columns}) VALUES (${values})`];
    }
    case 'update':
      return [`UPDATE ${table} SET x = 1 WHERE ${condition}`];
    case 'delete':
      return [`DELETE FROM ${table} WHERE ${condition}`];
    default:
      return [];
  }
}
