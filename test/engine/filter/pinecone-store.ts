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

/**
 * Pinecone's metadata filters, from its documentation: fields with a value or operators, `$and` and `$or`, all keys of an
 * object and. It does not say what several operators of one field do, so there is a store for each way.
 */
export const pineconeStores: readonly Store[] = [
  pineconeStore('all', (held) => !held.includes(false)),
  pineconeStore('any', (held) => held.includes(true)),
  pineconeStore('the first', (held) => held[0] === true),
  pineconeStore('the last', (held) => held.at(-1) === true),
];

function pineconeStore(which: string, join: (held: readonly boolean[]) => boolean): Store {
  const takes = (record: StoredRecord, filter: unknown): boolean => {
    const held = entriesOf(filter).map(([key, value]) => {
      if (key === '$and') return !branches(record, value).includes(false);
      if (key === '$or') return branches(record, value).includes(true);
      demand(!key.startsWith('$'));
      if (!isMap(value)) return test(record, key, '$eq', value);
      const tests = Object.entries(value).map(([operator, operand]) => test(record, key, operator, operand));
      demand(tests.length > 0);
      return join(tests);
    });
    return !held.includes(false);
  };
  const branches = (record: StoredRecord, value: unknown): readonly boolean[] =>
    listOf(value).map((branch) => takes(record, branch));
  return {
    name: `pinecone, of several operators ${which}`,
    find: (records, filter) => records.filter((record) => takes(record, filter)),
  };
}

function test(record: StoredRecord, field: string, operator: string, operand: unknown): boolean {
  const items = itemsOf(record, field);
  switch (operator) {
    case '$eq':
      demand(isScalar(operand));
      return items.includes(operand);
    case '$ne':
      demand(isScalar(operand));
      return !items.includes(operand);
    case '$in':
      demand(listOf(operand).every(isScalar));
      return listOf(operand).some((value) => items.includes(value));
    case '$nin':
      demand(listOf(operand).every(isScalar));
      return !listOf(operand).some((value) => items.includes(value));
    case '$exists':
      demand(typeof operand === 'boolean');
      return items.length > 0 === operand;
    default:
      demand(['$gt', '$gte', '$lt', '$lte'].includes(operator) && typeof operand === 'number');
      return items.some((item) => isInOrder(operator, item, operand));
  }
}
