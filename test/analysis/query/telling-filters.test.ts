import { describe, expect, it } from 'vitest';
import { tellingFilters } from '../../../src/analysis/query/telling-filters.ts';
import { bindMatcher } from '../../../src/engine/compile/bind-matcher.ts';
import type { BoundFilter } from '../../../src/engine/compile/bound-matcher.ts';
import { createTextLanguages } from '../../../src/engine/compile/text-languages.ts';
import { chromaStore } from '../../engine/filter/chroma-store.ts';
import { mongoStore } from '../../engine/filter/mongo-store.ts';
import { pineconeStores } from '../../engine/filter/pinecone-store.ts';
import { qdrantStores } from '../../engine/filter/qdrant-store.ts';
import { Refused, type Store, type StoredRecord } from '../../engine/filter/store.ts';

const nowhere = { file: '', line: 1, column: 1, start: 0, end: 0 };

function bound(tenant: string, dialect: BoundFilter['dialect']): BoundFilter {
  const must = [{ field: 'tenant_id', value: { kind: 'text', text: [tenant] } }] as const;
  const filter = {
    kind: 'filter',
    place: nowhere,
    must,
    ...(dialect === undefined ? {} : { dialect }),
  } as const;
  const matcher = bindMatcher(filter, { tenantId: tenant, vars: new Map() }, createTextLanguages());
  if (matcher.kind !== 'filter') throw new Error('not bound');
  return matcher;
}

const records: readonly StoredRecord[] = [{ tenant_id: 'acme' }, { tenant_id: 'xyz' }];

/** The tenants whose records are found; undefined where the store takes no such filter. */
function foundBy(store: Store, filter: Parameters<Store['find']>[1]): readonly unknown[] | undefined {
  try {
    return store.find(records, filter).map(({ tenant_id }) => tenant_id);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

const stores: readonly (readonly [BoundFilter['dialect'], Store])[] = [
  ['mongo', mongoStore],
  ['chroma', chromaStore],
  ...pineconeStores.map((store) => ['pinecone', store] as const),
  ...qdrantStores.map((store) => ['qdrant', store] as const),
];

describe.each(stores)('filters that are tried, %s', (dialect, store) => {
  const tried = tellingFilters(bound('acme', dialect), 'acme', bound('xyz', dialect), 'xyz').map(
    ({ filter, reach }) => ({ text: JSON.stringify(filter), reach, found: foundBy(store, filter) }),
  );

  it('find what they say, where the store takes them', () => {
    for (const { text, reach, found } of tried) {
      if (found === undefined || reach === 'other') continue;
      if (reach === 'own') expect(found, text).toEqual(['acme']);
      else expect(found, text).toContain('xyz');
    }
  });

  it('are forms that the store takes, for the most part', () => {
    const taken = tried.filter(({ found, reach }) => found !== undefined && reach !== 'other');
    expect(taken.length).toBeGreaterThanOrEqual(5);
    expect(taken.some(({ reach }) => reach === 'own')).toBe(true);
  });
});
