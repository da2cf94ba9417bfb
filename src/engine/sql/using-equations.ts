import type { FromItem } from './judge-table.ts';

/**
 * What `USING (column)` of an inner join says: the column of its right side equals that of its left. `sure` has the names
 * of items that were found to have the column, and grows. A side's column is that of an item that has it: were there two
 * that are not joined by it, the database would not know which is meant.
 */
export function usingEquations(
  column: string,
  left: readonly FromItem[],
  right: readonly FromItem[],
  sure: Set<string>,
): readonly unknown[] {
  const known = [left, right].map((side) => side.filter((item) => hasColumn(item, side, sure)));
  if (known.some((side) => side.length === 0)) return [];
  const [first, ...others] = known.flat().map(({ alias }) => alias);
  if (first === undefined) return [];
  for (const alias of [first, ...others]) sure.add(alias);
  return others.map((other) => equation(columnOf(first, column), columnOf(other, column)));
}

function hasColumn(
  { alias, table }: FromItem,
  side: readonly FromItem[],
  sure: ReadonlySet<string>,
): boolean {
  if (table === undefined || table.shared) return false;
  return table.listed || side.length === 1 || sure.has(alias);
}

function equation(lexpr: unknown, rexpr: unknown): unknown {
  return { A_Expr: { kind: 'AEXPR_OP', name: [{ String: { sval: '=' } }], lexpr, rexpr } };
}

function columnOf(alias: string, column: string): unknown {
  return { ColumnRef: { fields: [alias, column].map((sval) => ({ String: { sval } })) } };
}
