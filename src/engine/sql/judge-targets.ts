import type { Surroundings } from './inquiry.ts';
import { onlyKnown, refuse } from './inquiry.ts';
import { isStar } from './judge-column.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, listAt } from './tree.ts';
import { judgeExpression } from './walk.ts';

/** The outputs of a query, or what a statement sets. */
export function judgeTargets(targets: readonly unknown[], around: Surroundings): void {
  for (const target of targets) {
    const fields = fieldsOf(target, 'ResTarget');
    if (fields === undefined) {
      refuse(around.inquiry, 'an output that is not understood');
      continue;
    }
    onlyKnown(around.inquiry, fields, 'an output', ['name', 'indirection', 'val', 'location']);
    for (const step of listAt(fields, 'indirection'))
      judgeExpression({ A_Indirection: { indirection: [step] } }, around);
    judgeExpression(fields.val, isStar(fields.val) ? { ...around, compared: false } : around);
  }
}

/** What RETURNING gives back. */
export function judgeReturning(clause: Fields | undefined, around: Surroundings): void {
  if (clause === undefined) return;
  onlyKnown(around.inquiry, clause, 'RETURNING', ['options', 'exprs']);
  judgeTargets(listAt(clause, 'exprs'), { ...around, outerColumns: true });
}
