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
  const [ofLeft, ofRight] = [left, right].map((side) =>
    side.filter((item) => hasColumn(item, side, sure)).map(({ alias }) => alias),
  );
  const [first, second] = [ofLeft?.[0], ofRight?.[0]];
  if (first === undefined || second === undefined) return [];
  const pairs = [
    [first, second],
    // Those that are sure were made one with others of their side before.
    ...(ofLeft ?? []).filter((alias) => !sure.has(alias)).map((alias) => [first, alias]),
    ...(ofRight ?? []).filter((alias) => !sure.has(alias)).map((alias) => [second, alias]),
  ];
  for (const alias of pairs.flat()) sure.add(alias);
  return pairs.map(([one = '', other = '']) => equation(columnOf(one, column), columnOf(other, column)));
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
