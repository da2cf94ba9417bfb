import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../reference/random.ts';
import { runs } from '../../support/is-long.ts';
import { chromaStore } from './chroma-store.ts';
import { filterEngine } from './filter-engine.ts';
import { mutatedFilter, type Style, scopedFilter, turnedFilter } from './generate-filters.ts';
import { mongoStore } from './mongo-store.ts';
import { pineconeStores } from './pinecone-store.ts';
import { qdrantStores } from './qdrant-store.ts';
import { generateRecords, type Json, own, Refused, type Store, type StoredRecord } from './store.ts';

/** A dialect of the matcher, as what its filters are written, and the stores that may read them. */
const dialects: readonly (readonly [dialect: string, style: Style, stores: readonly Store[]])[] = [
  ['mongo', 'mongo', [mongoStore]],
  ['pinecone', 'pinecone', pineconeStores],
  ['chroma', 'chroma', [chromaStore]],
  ['qdrant', 'qdrant', qdrantStores],
  ['', 'common', [mongoStore, ...pineconeStores, chromaStore]],
];

const filters = runs(400, 60_000);

/** Records that a filter finds; none where the store refuses it. */
function found(store: Store, records: readonly StoredRecord[], filter: Json): readonly StoredRecord[] {
  try {
    return store.find(records, filter);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

describe.each(dialects)("filters of dialect '%s'", (dialect, style, stores) => {
  const random = randomFrom(style.length);
  const answer = filterEngine(
    `{ ${dialect === '' ? '' : `dialect: ${dialect}, `}must: { tenant_id: ${own} } }`,
  );
  const records = generateRecords(random, style !== 'mongo' && style !== 'qdrant');

  it(`find no record of another tenant where they are accepted: ${filters} of them`, {
    timeout: 1_800_000,
  }, () => {
    const wrong: string[] = [];
    let accepted = 0;
    let crossing = 0;
    for (let count = 0; count < filters; count += 1) {
      let filter: Json = scopedFilter(random, style);
      for (let times = random.below(3); times >= 0; times -= 1)
        filter = random.chance(0.5) ? turnedFilter(filter, random) : mutatedFilter(filter, random);
      const isAccepted = answer(filter) === 'yes';
      if (isAccepted) accepted += 1;
      for (const store of stores) {
        const crosses = found(store, records, filter).some((record) => record.tenant_id !== own);
        if (crosses) crossing += 1;
        if (crosses && isAccepted) wrong.push(`${store.name}: ${JSON.stringify(filter)}`);
      }
    }
    expect(wrong).toEqual([]);
    // Nothing would be shown if nothing were accepted, or if nothing crossed.
    expect(accepted).toBeGreaterThan(filters / 50);
    expect(crossing).toBeGreaterThan(filters / 10);
  });

  it('are accepted where they are written for one tenant: at least nine of ten', {
    timeout: 1_800_000,
  }, () => {
    const refused: string[] = [];
    let useful = 0;
    for (let count = 0; count < filters; count += 1) {
      const filter = scopedFilter(random, style);
      if (answer(filter) !== 'yes') refused.push(JSON.stringify(filter));
      const finds = stores.map((store) => found(store, records, filter));
      expect(finds.flat().every((record) => record.tenant_id === own)).toBe(true);
      if (finds.some((each) => each.length > 0)) useful += 1;
    }
    expect(refused.length).toBeLessThan(filters / 10);
    expect(useful).toBeGreaterThan(filters / 3);
  });
});
