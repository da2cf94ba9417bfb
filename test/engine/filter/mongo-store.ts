import { Query } from 'mingo';
import { Refused, type Store, type StoredRecord } from './store.ts';

/** MongoDB's query language as mingo has it. */
export const mongoStore: Store = {
  name: 'mingo',
  find(records, filter) {
    // It takes what it is given for its own and changes it.
    try {
      const query = new Query(JSON.parse(JSON.stringify(filter)));
      return records.filter((record: StoredRecord) => query.test({ ...record }));
    } catch {
      throw new Refused();
    }
  },
};
