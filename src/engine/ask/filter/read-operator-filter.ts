import type { Scalar } from '../../../model/json.ts';
import { isPlainObject } from '../../plain-data.ts';
import type { FilterReading } from './filter-node.ts';
import { allOf, anyOf, below, odd, other, readEach } from './filter-node.ts';
import type { OperatorDialect } from './operator-dialect.ts';
import { isPlainNumber, isPlainScalar, mostLevels, nameProblem, partName } from './plain-part.ts';

/** Reads a filter of a store whose filters are made of `$` operators. */
export function readOperatorFilter(filter: unknown, dialect: OperatorDialect, level = 0): FilterReading {
  if (!isPlainObject(filter)) return odd(`${partName(filter)} where a filter stands`);
  if (level > mostLevels) return odd('nested too deep');
  const keys = Object.keys(filter);
  if (dialect.oneKey && keys.length !== 1) return odd(`${keys.length} keys where ${dialect.name} takes one`);
  return allOf(
    readEach(keys, (key) => {
      const value = filter[key];
      if (key === '$and' || key === '$or') return below(key, readBranches(key, value, dialect, level));
      const problem = fieldProblem(key, dialect);
      return below(key, problem === undefined ? readDemand(key, value, dialect) : odd(problem));
    }),
  );
}

function readBranches(
  key: '$and' | '$or',
  value: unknown,
  dialect: OperatorDialect,
  level: number,
): FilterReading {
  if (!Array.isArray(value)) return odd(`${partName(value)} where a list of filters stands`);
  if (value.length === 0) return odd('an empty list');
  const parts = readEach(value, (branch: unknown, index) =>
    below(index, readOperatorFilter(branch, dialect, level + 1)),
  );
  return key === '$and' ? allOf(parts) : anyOf(parts);
}

function fieldProblem(name: string, { name: store, paths, reserved }: OperatorDialect): string | undefined {
  if (name.startsWith('$')) return `no operator that is known of ${store} here`;
  if (reserved.some((start) => name.startsWith(start))) return `a name of ${store}'s own`;
  if (!paths) return nameProblem(name);
  for (const segment of name.split('.')) {
    const problem = segment.startsWith('$') ? 'an operator in a path' : nameProblem(segment);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** What a filter demands of one field. */
function readDemand(field: string, demand: unknown, dialect: OperatorDialect): FilterReading {
  if (!isPlainObject(demand)) return readOperator(field, '$eq', demand, dialect);
  const operators = Object.keys(demand);
  if (operators.length === 0) return odd('an empty object');
  if (dialect.oneKey && operators.length > 1)
    return odd(`${operators.length} operators where ${dialect.name} takes one`);
  const equality = operators.find((operator) => operator === '$eq' || operator === '$in');
  if (equality !== undefined && operators.length > 1 && !dialect.equalityAmongOthers)
    return below(equality, odd('an equality beside other operators'));
  return allOf(
    readEach(operators, (operator) =>
      below(operator, readOperator(field, operator, demand[operator], dialect)),
    ),
  );
}

function readOperator(
  field: string,
  operator: string,
  operand: unknown,
  dialect: OperatorDialect,
): FilterReading {
  switch (operator) {
    case '$eq':
    case '$ne':
      if (isPlainScalar(operand)) return operator === '$eq' ? equal(field, [operand]) : other;
      return operand === null && dialect.nulls ? other : odd(`${partName(operand)} as a value`);
    case '$in':
    case '$nin':
      return readList(field, operator, operand, dialect);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (isPlainNumber(operand)) return other;
      return dialect.ordersText && typeof operand === 'string' && isPlainScalar(operand)
        ? other
        : odd(`${partName(operand)} as a bound`);
    case '$exists':
      if (!dialect.exists) return odd(`no operator that is known of ${dialect.name} here`);
      return typeof operand === 'boolean' ? other : odd(`${partName(operand)} where true or false stands`);
    default:
      return odd(`no operator that is known of ${dialect.name} here`);
  }
}

function readList(
  field: string,
  operator: '$in' | '$nin',
  operand: unknown,
  dialect: OperatorDialect,
): FilterReading {
  if (!Array.isArray(operand)) return odd(`${partName(operand)} where a list of values stands`);
  if (operand.length === 0) return odd('an empty list');
  const values: Scalar[] = [];
  let nulls = false;
  for (const [index, item] of operand.entries()) {
    if (isPlainScalar(item)) values.push(item);
    else if (item === null && dialect.nulls) nulls = true;
    else return below(index, odd(`${partName(item)} as a value`));
  }
  if (dialect.oneKey && new Set(values.map((value) => typeof value)).size > 1)
    return odd('values of several types');
  return operator === '$in' && !nulls ? equal(field, values) : other;
}

function equal(field: string, values: readonly Scalar[]): FilterReading {
  return { kind: 'equal', field, values };
}
