import type { Surroundings } from './inquiry.ts';
import { onlyKnown, refuse } from './inquiry.ts';
import { isStar } from './judge-column.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, listAt, namesAt, textAt } from './tree.ts';
import { judgeExpression } from './walk.ts';

/** The outputs of a query, or what a statement sets; `named`: other queries know the outputs by their names. */
export function judgeTargets(targets: readonly unknown[], around: Surroundings, named = false): void {
  for (const target of targets) {
    const fields = fieldsOf(target, 'ResTarget');
    if (fields === undefined) {
      refuse(around.inquiry, 'an output that is not understood');
      continue;
    }
    onlyKnown(around.inquiry, fields, 'an output', ['name', 'indirection', 'val', 'location']);
    for (const step of listAt(fields, 'indirection'))
      judgeExpression({ A_Indirection: { indirection: [step] } }, around);
    if (isStar(fields.val)) judgeExpression(fields.val, { ...around, compared: false, use: 'shown' });
    else judgeExpression(fields.val, named ? { ...around, use: { as: nameOf(fields) } } : around);
  }
}

/** The name of an output: the one it is given, or that of a column that it is. */
function nameOf(target: Fields): string | undefined {
  const column = fieldsOf(target.val, 'ColumnRef');
  return textAt(target, 'name') ?? (column === undefined ? undefined : namesAt(column, 'fields')?.at(-1));
}

/** What RETURNING gives back. */
export function judgeReturning(clause: Fields | undefined, around: Surroundings): void {
  if (clause === undefined) return;
  onlyKnown(around.inquiry, clause, 'RETURNING', ['options', 'exprs']);
  judgeTargets(listAt(clause, 'exprs'), { ...around, outerColumns: true });
}
