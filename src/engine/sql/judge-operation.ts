import type { Surroundings } from './inquiry.ts';
import { onlyKnown, refuse } from './inquiry.ts';
import { judgeSublink } from './judge-sublink.ts';
import { literalText } from './literals.ts';
import { judgeExpression, judgeRowOrPart } from './walk.ts';
import { judgeFallible } from './judge-fallible.ts';
import { isNearMoment } from './moments.ts';
import { isPlainRegex } from './patterns.ts';
import { fallibleOperators, likeOperators, regexOperators, totalOperators } from './pure-operators.ts';
import type { Reach } from './reach.ts';
import { fixed, further, literal } from './reach.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, listAt, namesAt, textAt } from './tree.ts';

const known = ['kind', 'name', 'lexpr', 'rexpr', 'rexpr_list_start', 'rexpr_list_end', 'location'];

const rangeKinds: ReadonlySet<string> = new Set([
  ...['AEXPR_BETWEEN', 'AEXPR_NOT_BETWEEN', 'AEXPR_BETWEEN_SYM', 'AEXPR_NOT_BETWEEN_SYM'],
]);

/** An operator and what it is applied to. */
export function judgeOperation(fields: Fields, around: Surroundings): Reach {
  const { inquiry } = around;
  onlyKnown(inquiry, fields, 'an operation', known);
  const kind = textAt(fields, 'kind') ?? '';
  const [left, right] = judgeSides(fields, kind, around);
  const reach = further(left, right);
  const names = namesAt(fields, 'name') ?? [];
  const [operator = ''] = names;
  if (rangeKinds.has(kind)) return reach;
  if (names.length !== 1) {
    refuse(inquiry, 'an operator of a schema', fields);
    return reach;
  }
  if (kind === 'AEXPR_SIMILAR') judgeFallible(reach, 'SIMILAR TO', fields, around);
  else if (totalOperators.has(operator)) return reach;
  else if (likeOperators.has(operator)) {
    if (!areLikePatterns(fields.rexpr))
      judgeFallible(reach, 'LIKE with a pattern that is no literal', fields, around);
  } else if (regexOperators.has(operator)) {
    if (!isPlainRegex(literalText(fields.rexpr)))
      judgeFallible(reach, 'a regular expression that is not plain', fields, around);
  } else if (fallibleOperators.has(operator)) {
    if ((operator === '+' || operator === '-') && isNearMoment(fields.lexpr, fields.rexpr)) return fixed;
    judgeFallible(reach, `the operator ${operator}`, fields, around);
  } else refuse(inquiry, `the operator ${operator}`, fields);
  return reach;
}

/** Both sides. Two rows that are written out are compared part by part, and an array after ANY item by item. */
function judgeSides(fields: Fields, kind: string, around: Surroundings): readonly [Reach, Reach] {
  const { lexpr, rexpr } = fields;
  const items = listAt(fieldsOf(rexpr, 'List') ?? {}, 'items');
  const others = kind === 'AEXPR_IN' ? items : [rexpr];
  if (isRow(lexpr) && others.length > 0 && others.every(isRow)) {
    let reach: Reach = literal;
    for (const other of others) reach = further(reach, judgeRowOrPart(other, around));
    return [judgeRowOrPart(lexpr, around), reach];
  }
  const left = judgeExpression(lexpr, around);
  const query = /^AEXPR_OP_A(?:NY|LL)$/.test(kind) ? fieldsOf(rexpr, 'SubLink') : undefined;
  const right = query === undefined ? judgeExpression(rexpr, around) : judgeSublink(query, around, true);
  return [left, right];
}

function isRow(value: unknown): boolean {
  return fieldsOf(value, 'RowExpr') !== undefined;
}

/** Literals that are patterns as they stand: only a backslash at the end makes a text none. */
function areLikePatterns(value: unknown): boolean {
  const array = fieldsOf(value, 'A_ArrayExpr');
  if (array !== undefined) return listAt(array, 'elements').every(areLikePatterns);
  const joined = fieldsOf(value, 'A_Expr');
  if (joined !== undefined && namesAt(joined, 'name')?.join('.') === '||')
    return areLikePatterns(joined.lexpr) && areLikePatterns(joined.rexpr);
  const call = fieldsOf(value, 'FuncCall');
  if (call !== undefined && /^(?:lower|upper)$/.test(namesAt(call, 'funcname')?.join('.') ?? ''))
    return listAt(call, 'args').every(areLikePatterns);
  return literalText(value)?.includes('\\') === false;
}
