import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';

/** A connection to a PostgreSQL of one's own. */
export interface Connection {
  /**
   * Runs a text of statements, or one statement with parameters: the rows of each, and how many it changed. Rejects with
   * the database's words.
   */
  run(
    text: string,
    parameters?: readonly unknown[],
  ): Promise<readonly (readonly [rows: readonly unknown[], changed: number | undefined])[]>;
  close(): Promise<void>;
}

/** A PostgreSQL in this process. */
export async function startInProcess(): Promise<Connection> {
  const database = await PGlite.create();
  return {
    async run(text, parameters) {
      const results =
        parameters === undefined ? await database.exec(text) : [await database.query(text, [...parameters])];
      return results.map(({ rows, affectedRows }) => [rows, affectedRows]);
    },
    close: () => database.close(),
  };
}

/** A database of a running server. */
export async function connectTo(connectionString: string): Promise<Connection> {
  const client = new Client({ connectionString });
  await client.connect();
  return {
    async run(text, parameters) {
      // Several statements answer with a list of results, which the types do not tell.
      const answer: unknown = await client.query(
        text,
        parameters === undefined ? undefined : [...parameters],
      );
      return [answer].flat().map(resultOf);
    },
    close: () => client.end(),
  };
}

function resultOf(result: unknown): readonly [readonly unknown[], number | undefined] {
  if (typeof result !== 'object' || result === null || !('rows' in result) || !Array.isArray(result.rows))
    throw new Error('the driver gave no rows');
  const changed = 'rowCount' in result && typeof result.rowCount === 'number' ? result.rowCount : undefined;
  return [result.rows, changed];
}
