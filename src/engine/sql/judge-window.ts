import { isPlainObject } from '../plain-data.ts';
import type { Surroundings } from './inquiry.ts';
import { onlyKnown, refuse } from './inquiry.ts';
import { isCount } from './literals.ts';
import { judgeFallibleQuery } from './judge-fallible.ts';
import { judgeExpression, judgeExpressions } from './walk.ts';
import { listAt } from './tree.ts';

const known = [
  ...[
    'name',
    'refname',
    'partitionClause',
    'orderClause',
    'frameOptions',
    'startOffset',
    'endOffset',
    'location',
  ],
];

/** The definition of a window, without its tag; nothing, where it is absent. */
export function judgeWindow(value: unknown, around: Surroundings): void {
  if (value === undefined) return;
  if (!isPlainObject(value)) {
    refuse(around.inquiry, 'a window that is not understood');
    return;
  }
  onlyKnown(around.inquiry, value, 'a window', known);
  judgeExpressions(listAt(value, 'partitionClause'), around);
  judgeExpressions(listAt(value, 'orderClause'), around);
  for (const offset of [value.startOffset, value.endOffset]) {
    judgeExpression(offset, around);
    if (offset !== undefined && !isCount(offset))
      judgeFallibleQuery('a frame of what is no number written out', value, around);
  }
}
