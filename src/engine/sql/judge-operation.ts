import type { Surroundings } from './inquiry.ts';
import { onlyKnown, refuse } from './inquiry.ts';
import { judgeFallible } from './judge-fallible.ts';
import { isNearMoment } from './moments.ts';
import { isPlainRegex, literalText } from './patterns.ts';
import { fallibleOperators, likeOperators, regexOperators, totalOperators } from './pure-operators.ts';
import type { Reach } from './reach.ts';
import { fixed, further, literal } from './reach.ts';
import type { Fields } from './tree.ts';
import { namesAt, textAt } from './tree.ts';
import { judgeExpression } from './walk.ts';

const known = ['kind', 'name', 'lexpr', 'rexpr', 'rexpr_list_start', 'rexpr_list_end', 'location'];

const rangeKinds: ReadonlySet<string> = new Set([
  ...['AEXPR_BETWEEN', 'AEXPR_NOT_BETWEEN', 'AEXPR_BETWEEN_SYM', 'AEXPR_NOT_BETWEEN_SYM'],
]);

/** An operator and what it is applied to. */
export function judgeOperation(fields: Fields, around: Surroundings): Reach {
  const { inquiry } = around;
  onlyKnown(inquiry, fields, 'an operation', known);
  const left = judgeExpression(fields.lexpr, around);
  const right = judgeExpression(fields.rexpr, around);
  const reach = further(left, right);
  const names = namesAt(fields, 'name') ?? [];
  const [operator = ''] = names;
  const kind = textAt(fields, 'kind') ?? '';
  if (rangeKinds.has(kind)) return reach;
  if (names.length !== 1) {
    refuse(inquiry, 'an operator of a schema', fields);
    return reach;
  }
  if (kind === 'AEXPR_SIMILAR') judgeFallible(reach, 'SIMILAR TO', fields, around);
  else if (totalOperators.has(operator)) return reach;
  else if (likeOperators.has(operator)) {
    const takes = right === literal && literalText(fields.rexpr) !== undefined;
    if (!takes) judgeFallible(reach, 'LIKE with a pattern that is no literal', fields, around);
  } else if (regexOperators.has(operator)) {
    if (!isPlainRegex(literalText(fields.rexpr)))
      judgeFallible(reach, 'a regular expression that is not plain', fields, around);
  } else if (fallibleOperators.has(operator)) {
    if ((operator === '+' || operator === '-') && isNearMoment(fields.lexpr, fields.rexpr)) return fixed;
    judgeFallible(reach, `the operator ${operator}`, fields, around);
  } else refuse(inquiry, `the operator ${operator}`, fields);
  return reach;
}
