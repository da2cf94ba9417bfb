/**
 * What an expression hangs on, as a set of bits: none for literals, which the planner computes once; `fixed` for what is
 * computed when the statement runs; `ofRow` for a column; `ofGroup` for what an aggregate or a window gives.
 */
export type Reach = number;

export const literal: Reach = 0;
export const fixed: Reach = 1;
export const ofRow: Reach = 2;
export const ofGroup: Reach = 4;

/** What hangs on either. */
export function further(a: Reach, b: Reach): Reach {
  return a | b;
}

/** Whether an expression that reaches so far cannot be computed before rows were chosen and put together. */
export function isGrouped(reach: Reach): boolean {
  return (reach & ofGroup) !== 0;
}

/** Whether an expression is computed of rows, one by one or put together. */
export function readsRows(reach: Reach): boolean {
  return (reach & (ofRow | ofGroup)) !== 0;
}
