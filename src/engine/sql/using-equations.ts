import type { Fields } from './tree.ts';
import { fieldsOf, namesAt, nodeOf, textAt, untagged } from './tree.ts';

/**
 * What `USING (..)` of an inner join says, as the conditions that it stands for: `left.column = right.column`. Nothing is
 * said of a side of which the tree does not tell whose column it is.
 */
export function usingEquations(join: Fields): readonly unknown[] {
  return (namesAt(join, 'usingClause') ?? []).flatMap((column) => {
    const [left, right] = [ownerOf(join.larg, column), ownerOf(join.rarg, column)];
    return left === undefined || right === undefined ? [] : [equation(left, right, column)];
  });
}

/** The FROM item that has the column: the only one, or the first of those that were joined by it. */
function ownerOf(side: unknown, column: string): string | undefined {
  const node = nodeOf(side);
  if (node?.kind === 'RangeVar')
    return textAt(untagged(node.fields, 'alias') ?? {}, 'aliasname') ?? textAt(node.fields, 'relname');
  const join = fieldsOf(side, 'JoinExpr');
  const merges = join !== undefined && namesAt(join, 'usingClause')?.includes(column) === true;
  return merges ? (ownerOf(join.larg, column) ?? ownerOf(join.rarg, column)) : undefined;
}

function equation(left: string, right: string, column: string): unknown {
  return {
    A_Expr: {
      kind: 'AEXPR_OP',
      name: [stringOf('=')],
      lexpr: { ColumnRef: { fields: [stringOf(left), stringOf(column)] } },
      rexpr: { ColumnRef: { fields: [stringOf(right), stringOf(column)] } },
    },
  };
}

function stringOf(text: string): unknown {
  return { String: { sval: text } };
}
