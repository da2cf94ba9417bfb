import type { Surroundings } from './inquiry.ts';
import { deeper, refuse } from './inquiry.ts';
import type { Reach } from './reach.ts';
import { further, literal, ofRow } from './reach.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, listAt, nodeOf } from './tree.ts';

/** Judges an expression wherever it stands; nothing, where it is absent. */
export function judgeExpression(value: unknown, around: Surroundings): Reach {
  if (value === undefined) return literal;
  const node = nodeOf(value);
  if (node === undefined) {
    refuse(around.inquiry, 'a tree that is not understood');
    return ofRow;
  }
  return deeper<Reach>(around.inquiry, ofRow, () => around.inquiry.walkers.node(node, around));
}

/** Judges each of a list. */
export function judgeExpressions(values: readonly unknown[], around: Surroundings): Reach {
  let reach: Reach = literal;
  for (const value of values) reach = further(reach, judgeExpression(value, around));
  return reach;
}

/** Judges an expression, or each part of a row that is written out where rows are compared part by part. */
export function judgeRowOrPart(value: unknown, around: Surroundings): Reach {
  const row = fieldsOf(value, 'RowExpr');
  return row === undefined ? judgeExpression(value, around) : judgeExpressions(listAt(row, 'args'), around);
}

/** Judges a `SelectStmt` that stands within a statement; `named`: its outputs have the names that they are given there. */
export function judgeQuery(select: Fields, around: Surroundings, named = true): void {
  deeper(around.inquiry, undefined, () => around.inquiry.walkers.select(select, around, named));
}
