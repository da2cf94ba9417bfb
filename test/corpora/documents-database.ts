import { PGlite } from '@electric-sql/pglite';

/** A real PostgreSQL with the tables that the corpora query, once with another tenant's rows and once without. */
export interface DocumentsDatabase {
  /** What a query gives where other tenants have rows, and where they have none; an error in the database's words. */
  resultsOf(query: string): Promise<{ readonly shared: string; readonly alone: string }>;
  close(): Promise<void>;
}

const worlds = ['shared', 'alone'] as const;

const tables = `
  CREATE TABLE documents (id int, tenant_id text, title text, body text);
  CREATE TABLE orders (id int, tenant_id text, title text, body text);
  CREATE TABLE users (id int, tenant_id text, email text, role text);
  CREATE TABLE countries (code text, title text);
  INSERT INTO countries VALUES ('A1', 'Here'), ('x', 'There');`;

function rowsOf(tenant: string, word: string): string {
  const rows = [1, 2, 3].map((id) => `(${id}, '${tenant}', 'A${id}', '${word} ${id}')`).join(', ');
  return ['documents', 'orders', 'users'].map((table) => `INSERT INTO ${table} VALUES ${rows};`).join('\n');
}

/** Starts a database in this process. */
export async function startDocumentsDatabase(): Promise<DocumentsDatabase> {
  const database = await PGlite.create();
  for (const world of worlds) {
    const foreign = world === 'shared' ? rowsOf('tenant_globex', 'secret') : '';
    await database.exec(
      `CREATE SCHEMA ${world}; SET search_path = ${world}; ${tables} ${rowsOf('tenant_acme', 'own')} ${foreign}`,
    );
  }
  const resultIn = async (world: (typeof worlds)[number], query: string): Promise<string> => {
    // The time stands still for both, as `now()` tells that of the transaction.
    await database.exec(`BEGIN; SET LOCAL search_path = ${world}`);
    try {
      // Each world is a schema, and stands for the usual one.
      const { rows } = await database.query(
        query.replaceAll('public.', `${world}.`),
        /\$1/.test(query) ? [1] : [],
      );
      return JSON.stringify(rows).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'a time');
    } catch (error) {
      return `error ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      await database.exec('ROLLBACK');
    }
  };
  return {
    resultsOf: async (query) => ({
      shared: await resultIn('shared', query),
      alone: await resultIn('alone', query),
    }),
    close: () => database.close(),
  };
}
