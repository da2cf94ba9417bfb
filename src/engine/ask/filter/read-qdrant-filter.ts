import { isPlainObject, ownProperty } from '../../plain-data.ts';
import type { FilterReading } from './filter-node.ts';
import { allOf, anyOf, below, odd, other, readEach } from './filter-node.ts';
import { mostLevels, nameProblem, partName } from './plain-part.ts';
import { readQdrantTest } from './read-qdrant-test.ts';

/** Reads a filter of Qdrant: `must`, `should`, `must_not` and `min_should`, all of which hold. */
export function readQdrantFilter(filter: unknown, level = 0): FilterReading {
  if (!isPlainObject(filter)) return odd(`${partName(filter)} where a filter stands`);
  if (level > mostLevels) return odd('nested too deep');
  return allOf(readEach(Object.keys(filter), (key) => below(key, readClause(key, filter[key], level + 1))));
}

const nothing: FilterReading = { kind: 'all', parts: [] };

function readClause(key: string, value: unknown, level: number): FilterReading {
  if (!clauses.has(key)) return odd('no clause that is known here');
  // Clients write what is not given as null.
  if (value === null) return nothing;
  if (key === 'min_should') return readMinShould(value, level);
  const conditions = isPlainObject(value) ? [value] : value;
  if (!Array.isArray(conditions)) return odd(`${partName(value)} where conditions stand`);
  if (key === 'should' && conditions.length === 0) return odd('an empty list');
  const parts = readConditions(conditions, level);
  if (key === 'must') return allOf(parts);
  if (key === 'should') return anyOf(parts);
  return 'kind' in parts ? parts : other;
}

const clauses: ReadonlySet<string> = new Set(['must', 'should', 'must_not', 'min_should']);

// Servers before 1.8 and clients of their age do not know it, and some of them leave out what they do not know.
function readMinShould(value: unknown, level: number): FilterReading {
  if (!isPlainObject(value)) return odd(`${partName(value)} where conditions stand`);
  const unknown = unknownKey(value, ['conditions', 'min_count']);
  if (unknown !== undefined) return unknown;
  const conditions = ownProperty(value, 'conditions');
  const least = ownProperty(value, 'min_count');
  if (!Array.isArray(conditions) || conditions.length === 0)
    return below('conditions', odd(`${partName(conditions)} where conditions stand`));
  if (typeof least !== 'number' || !Number.isSafeInteger(least) || least < 0)
    return below('min_count', odd(`${partName(least)} where a count stands`));
  const parts = readConditions(conditions, level);
  return 'kind' in parts ? parts : other;
}

function readConditions(conditions: readonly unknown[], level: number): ReturnType<typeof readEach> {
  return readEach(conditions, (condition, index) => below(index, readCondition(condition, level)));
}

// Of a condition that says two things the store may take one and leave the other, so none may.
function readCondition(condition: unknown, level: number): FilterReading {
  if (!isPlainObject(condition)) return odd(`${partName(condition)} where a condition stands`);
  const keys = Object.keys(condition);
  const [first] = keys;
  if (first === undefined) return odd('an empty condition');
  if (clauses.has(first)) return readQdrantFilter(condition, level);
  if (keys.includes('key')) return readFieldCondition(condition);
  if (keys.length > 1) return odd('a condition that says several things');
  return below(first, readOther(first, condition[first], level));
}

function readFieldCondition(condition: { readonly [key: string]: unknown }): FilterReading {
  const key = ownProperty(condition, 'key');
  if (typeof key !== 'string') return below('key', odd(`${partName(key)} where a name stands`));
  const problem = keyProblem(key);
  if (problem !== undefined) return below('key', odd(problem));
  const [test, ...more] = Object.keys(condition).filter((name) => name !== 'key');
  if (test === undefined) return odd('a condition without a test');
  if (more.length > 0) return odd('several tests in one condition, of which the store takes one as enough');
  return below(test, readQdrantTest(key, test, condition[test]));
}

function readOther(kind: string, value: unknown, level: number): FilterReading {
  switch (kind) {
    case 'is_empty':
    case 'is_null':
      return isKeyOnly(value) ? other : odd(`${partName(value)} where a key stands`);
    case 'has_id':
      return Array.isArray(value) && value.every(isPointId) ? other : odd('not a list of ids');
    case 'has_vector':
      return typeof value === 'string' ? other : odd(`${partName(value)} where a name stands`);
    case 'nested':
      return readNested(value, level);
    default:
      return odd('no condition that is known here');
  }
}

// What a nested filter says is said of the items of a list, and so of no field of the record.
function readNested(value: unknown, level: number): FilterReading {
  if (!isPlainObject(value)) return odd(`${partName(value)} where a key and a filter stand`);
  const unknown = unknownKey(value, ['key', 'filter']);
  if (unknown !== undefined) return unknown;
  const key = ownProperty(value, 'key');
  const problem = typeof key === 'string' ? keyProblem(key) : `${partName(key)} where a name stands`;
  if (problem !== undefined) return below('key', odd(problem));
  const inner = below('filter', readQdrantFilter(ownProperty(value, 'filter'), level + 1));
  return inner.kind === 'odd' ? inner : other;
}

function unknownKey(
  value: { readonly [key: string]: unknown },
  known: readonly string[],
): FilterReading | undefined {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  return unknown === undefined ? undefined : below(unknown, odd('no key that is known here'));
}

function isKeyOnly(value: unknown): boolean {
  if (!isPlainObject(value) || Object.keys(value).length !== 1) return false;
  const key = ownProperty(value, 'key');
  return typeof key === 'string' && keyProblem(key) === undefined;
}

function isPointId(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value));
}

/** Keys are paths of plain names, each with `[]` or `[0]` behind it where it holds a list. */
function keyProblem(key: string): string | undefined {
  for (const segment of key.split('.')) {
    const name = segment.replace(/(?:\[\d{0,9}\])+$/, '');
    if (/["\\[\]]/.test(name)) return 'a quote or bracket in a key';
    const problem = nameProblem(name);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
