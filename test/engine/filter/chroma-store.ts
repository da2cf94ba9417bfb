import {
  demand,
  entriesOf,
  isInOrder,
  isMap,
  isScalar,
  itemsOf,
  listOf,
  type Store,
  type StoredRecord,
} from './store.ts';

/** Chroma's `where`, from its documentation: one key an object, one operator a field, `$and` and `$or` with a list. */
export const chromaStore: Store = {
  name: 'chroma',
  find: (records, filter) => records.filter((record) => takes(record, filter)),
};

function takes(record: StoredRecord, where: unknown): boolean {
  const [key, value] = onlyEntry(where);
  if (key === '$and') return !branches(record, value).includes(false);
  if (key === '$or') return branches(record, value).includes(true);
  demand(!key.startsWith('$'));
  const [operator, operand] = isMap(value) ? onlyEntry(value) : ['$eq', value];
  return test(itemsOf(record, key), operator, operand);
}

function branches(record: StoredRecord, value: unknown): readonly boolean[] {
  const parts = listOf(value).map((branch) => takes(record, branch));
  demand(parts.length > 0);
  return parts;
}

function onlyEntry(value: unknown): readonly [string, unknown] {
  const [first, ...more] = entriesOf(value);
  demand(more.length === 0 && first !== undefined);
  return first ?? ['', undefined];
}

// A record without the field is found by what is negated.
function test(items: readonly unknown[], operator: string, operand: unknown): boolean {
  switch (operator) {
    case '$eq':
      demand(isScalar(operand));
      return items.includes(operand);
    case '$ne':
      demand(isScalar(operand));
      return !items.includes(operand);
    case '$in':
    case '$nin': {
      const listed = listOf(operand);
      demand(listed.length > 0 && listed.every((item) => isScalar(item) && typeof item === typeof listed[0]));
      return listed.some((item) => items.includes(item)) === (operator === '$in');
    }
    default:
      demand(['$gt', '$gte', '$lt', '$lte'].includes(operator) && typeof operand === 'number');
      return items.some((item) => isInOrder(operator, item, operand));
  }
}
