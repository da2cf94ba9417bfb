import type { Surroundings } from './inquiry.ts';
import { inCondition, onlyKnown, refuse } from './inquiry.ts';
import { judgeQuery, judgeRowOrPart } from './walk.ts';
import { totalOperators } from './pure-operators.ts';
import { pureFunctions } from './pure-functions.ts';
import type { Reach } from './reach.ts';
import { ofRow } from './reach.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, has, listAt, namesAt, textAt } from './tree.ts';

const kinds: ReadonlySet<string> = new Set([
  ...['EXISTS_SUBLINK', 'ANY_SUBLINK', 'ALL_SUBLINK', 'EXPR_SUBLINK', 'ARRAY_SUBLINK'],
]);

/**
 * A query within an expression. It sees the columns of the block that it stands in. `asItems`: it stands behind ANY or
 * ALL, so that the array that `ARRAY(..)` makes of it is asked item by item.
 */
export function judgeSublink(fields: Fields, around: Surroundings, asItems = false): Reach {
  const { inquiry } = around;
  onlyKnown(inquiry, fields, 'a sub-query', ['subLinkType', 'testexpr', 'operName', 'subselect', 'location']);
  const kind = textAt(fields, 'subLinkType') ?? '';
  if (!kinds.has(kind)) refuse(inquiry, 'a sub-query of a kind that is not taken', fields);
  judgeRowOrPart(fields.testexpr, around);
  const operator = namesAt(fields, 'operName') ?? [];
  if (operator.length > 1 || (operator[0] !== undefined && !totalOperators.has(operator[0])))
    refuse(inquiry, `the operator ${operator.join('.')} before a sub-query`, fields);
  const select = fieldsOf(fields.subselect, 'SelectStmt');
  if (select === undefined) {
    refuse(inquiry, 'a sub-query that is no SELECT', fields);
    return ofRow;
  }
  const late = around.place === 'last';
  if (
    !late &&
    around.place !== 'chosen' &&
    kind === 'EXPR_SUBLINK' &&
    !givesOneRow(select, around.mayAggregate)
  )
    refuse(inquiry, 'a sub-query that may give several rows, within a condition', fields);
  if (kind === 'ARRAY_SUBLINK' && around.compared && !asItems)
    refuse(inquiry, 'an array of columns that may be compared', fields);
  // Where rows were chosen, nothing is moved into a sub-query.
  judgeQuery(select, late ? { ...around, use: 'shown' } : inCondition(around, 'early'));
  return ofRow;
}

/**
 * Whether a query surely gives one row at most: an aggregate without groups, or `LIMIT 1`. An aggregate of an outer query's
 * columns is one of that query, and leaves this as it is.
 */
function givesOneRow(select: Fields, mayBeOuter: boolean): boolean {
  const limit = fieldsOf(select.limitCount, 'A_Const')?.ival;
  if (typeof limit === 'object' && limit !== null && 'ival' in limit && limit.ival === 1)
    return textAt(select, 'limitOption') === 'LIMIT_OPTION_COUNT';
  const targets = listAt(select, 'targetList');
  if (has(select, 'groupClause') || has(select, 'larg') || targets.length === 0) return false;
  return targets.every((target) => isAggregate(fieldsOf(target, 'ResTarget')?.val, mayBeOuter));
}

function isAggregate(value: unknown, mayBeOuter: boolean): boolean {
  const call = fieldsOf(value, 'FuncCall');
  if (call === undefined || has(call, 'over')) return false;
  if (mayBeOuter && call.agg_star !== true) return false;
  return pureFunctions.get(namesAt(call, 'funcname')?.join('.') ?? '') === 'aggregate';
}
