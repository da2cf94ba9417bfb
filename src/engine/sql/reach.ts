/** What an expression hangs on: nothing (the planner computes it once), nothing of a row, or a row. */
export type Reach = 0 | 1 | 2;

export const literal: Reach = 0;
export const fixed: Reach = 1;
export const ofRow: Reach = 2;

/** The further of two. */
export function further(a: Reach, b: Reach): Reach {
  return a > b ? a : b;
}
