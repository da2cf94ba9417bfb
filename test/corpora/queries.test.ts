import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/index.ts';
import { attacks, benignCalls } from './corpus.ts';
import { decideCall } from './decide-call.ts';
import { type DocumentsDatabase, startDocumentsDatabase } from './documents-database.ts';
import { exampleEngine } from './example-engine.ts';
import { variants } from './variants.ts';

let engine: Engine;
let database: DocumentsDatabase;
beforeAll(async () => {
  engine = await exampleEngine();
  database = await startDocumentsDatabase();
}, 60_000);
afterAll(() => database.close());

const own = variants.get('queries') ?? [];
const queries = [...attacks, ...benignCalls, ...own].flatMap(({ tool, arguments: args }) => {
  const query = tool === 'query_database' ? queryOf(args) : undefined;
  return query === undefined ? [] : [query];
});

function queryOf(args: unknown): string | undefined {
  const query = typeof args === 'object' && args !== null && 'query' in args ? args.query : undefined;
  return typeof query === 'string' ? query : undefined;
}

function isAllowed(query: string): boolean {
  const call = {
    id: '',
    class: '',
    why: '',
    tool: 'query_database',
    arguments: { query },
    tenant: 'tenant_acme',
  };
  return decideCall(engine, call).action === 'allow';
}

describe('queries of the corpora and our own, on a real PostgreSQL', () => {
  it('give the same whether another tenant has rows or not, where they are allowed', async () => {
    const allowed = queries.filter(isAllowed);
    expect(allowed.length).toBeGreaterThan(70);
    for (const query of allowed) {
      const { shared, alone } = await database.resultsOf(query);
      expect(shared, query).toBe(alone);
    }
  });

  it('run, where people send them', async () => {
    const failed: string[] = [];
    for (const { arguments: args, expect: kind } of own) {
      const query = queryOf(args);
      if (kind !== 'pass' || query === undefined) continue;
      const { shared } = await database.resultsOf(query);
      if (shared.startsWith('error')) failed.push(`${query}: ${shared}`);
    }
    expect(failed).toEqual([]);
  });

  it('show foreign rows, where they are attacks', async () => {
    let shown = 0;
    const plain = queries.filter(
      (text) => /^\s*(?:SELECT|WITH|TABLE|VALUES)\b/i.test(text) && !/pg_|lo_/.test(text),
    );
    for (const query of plain.filter((text) => !isAllowed(text))) {
      const { shared, alone } = await database.resultsOf(query);
      if (shared !== alone) shown += 1;
    }
    expect(shown).toBeGreaterThan(60);
  });
});
