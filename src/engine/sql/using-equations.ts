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
  const [one, other] = [ownerOf(left, sure), ownerOf(right, sure)];
  if (one === undefined || other === undefined) return [];
  sure.add(one).add(other);
  return [equation(columnOf(one, column), columnOf(other, column))];
}

/** The item whose column a side's is: the only one that has it, or one of those that were joined by it. */
function ownerOf(side: readonly FromItem[], sure: ReadonlySet<string>): string | undefined {
  const owners = side.filter((item) => hasColumn(item, side, sure)).map(({ alias }) => alias);
  return owners.length === 1 || owners.every((alias) => sure.has(alias)) ? owners[0] : undefined;
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
