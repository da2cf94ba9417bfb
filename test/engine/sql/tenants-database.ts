import type { Connection } from './connection.ts';

/** A real PostgreSQL in which one tenant's rows are always the same and another's are there, not there, or others. */
export interface TenantsDatabase {
  /**
   * Runs a statement beside each choice of foreign rows and undoes it. Undefined where the tenant cannot tell them apart
   * and no foreign row has changed; else what shows.
   */
  differenceOf(statement: string): Promise<string | undefined>;
  /** Whether a statement runs without an error. */
  runs(statement: string): Promise<boolean>;
  close(): Promise<void>;
}

const tables = ['orders', 'customers', 'items'] as const;
const worlds = ['world_full', 'world_bare', 'world_other'] as const;

const columns = `tenant_id text, id int, order_id int, customer_id int, amount int, name text, secret text,
  country text, created_at timestamp, tags text[], data jsonb, primary key (tenant_id, id)`;

/** Rows that the tenant acme owns. */
const own = Array.from({ length: 6 }, (_, id) => row('acme', id + 1, (id * 7) % 5, `own ${id % 3}`));

const foreign: { readonly [world in (typeof worlds)[number]]: readonly string[] } = {
  world_full: Array.from({ length: 5 }, (_, id) => row('xyz', id + 1, id, `secret ${id}`)),
  world_bare: [],
  world_other: [row('xyz', 3, 5, 'own 1'), row('zzz', 4, 2_147_483_647, '5'), row('xyz', 9, 0, '(')],
};

function row(tenant: string, id: number, amount: number, name: string): string {
  // The tenant's own are numbers, so that a cast fails of other tenants' rows only.
  const secret = tenant === 'acme' ? String(id) : name;
  const day = `2024-01-${String(10 + id)}`;
  return `('${tenant}', ${id}, ${(id % 3) + 1}, ${(id % 2) + 1}, ${amount}, '${name}', '${secret}', 'c${id % 2}', '${day}',
    ARRAY['${name}'], '{"k": "${name}", "n": ${amount}}')`;
}

/** Puts the tenants' tables into an empty database. */
export async function fillTenantsDatabase(database: Connection): Promise<TenantsDatabase> {
  for (const world of worlds) {
    await database.run(`CREATE SCHEMA ${world}; SET search_path = ${world};
      CREATE TABLE countries (code text PRIMARY KEY, title text);
      INSERT INTO countries VALUES ('c0', 'Here'), ('c1', 'There'), ('c2', 'Nowhere');`);
    for (const table of tables) {
      const rows = [...own, ...foreign[world]].join(', ');
      await database.run(`CREATE TABLE ${table} (${columns}); INSERT INTO ${table} VALUES ${rows};`);
    }
  }
  const run = (statement: string): Promise<string> => outcome(database, statement);
  return {
    runs: async (statement) =>
      !(await inWorld(database, 'world_full', () => run(statement))).startsWith('error'),
    async differenceOf(statement) {
      let first: string | undefined;
      for (const world of worlds) {
        const seen = await inWorld(database, world, async () => {
          const before = await foreignRows(database);
          const result = await run(statement);
          if (result.startsWith('error')) return result;
          return (await foreignRows(database)) === before
            ? `${result} ${await ownRows(database)}`
            : `changed ${world}`;
        });
        if (seen.startsWith('changed')) return seen;
        first ??= seen;
        if (seen !== first) return `${first.slice(0, 300)} <> ${seen.slice(0, 300)}`;
      }
      return undefined;
    },
    close: () => database.close(),
  };
}

// Without indexes, and with operators that cost nothing, conditions are asked of every row in the order in which they are
// written: what may leak, does.
const settings = `SET LOCAL statement_timeout = 2000; SET LOCAL cpu_operator_cost = 0;
  SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off`;

async function inWorld(database: Connection, world: string, run: () => Promise<string>): Promise<string> {
  await database.run(`BEGIN; SET LOCAL search_path = ${world}; ${settings}`);
  try {
    return await run();
  } finally {
    await database.run('ROLLBACK');
  }
}

/**
 * What a statement gives back: rows, how many it changed, or its error in the database's words. Rows are sorted: in what
 * order they come where nothing says so hangs on plans, which the database makes by what it counted in its tables.
 */
async function outcome(database: Connection, statement: string): Promise<string> {
  const most = Math.max(0, ...[...statement.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
  const parameters = Array.from({ length: Math.min(most, 9) }, () => 2);
  try {
    const results = await database.run(statement, most === 0 ? undefined : parameters);
    return JSON.stringify(
      results.map(([rows, changed]) => [rows.map((row) => JSON.stringify(row)).sort(), changed]),
    );
  } catch (error) {
    return `error ${error instanceof Error ? error.message : String(error)}`;
  }
}

function foreignRows(database: Connection): Promise<string> {
  return outcome(database, rowsWhere("tenant_id <> 'acme' OR tenant_id IS NULL"));
}

function ownRows(database: Connection): Promise<string> {
  return outcome(database, rowsWhere("tenant_id = 'acme'"));
}

function rowsWhere(condition: string): string {
  const all = tables.map((table) => `SELECT '${table}' AS t, x.* FROM ${table} x WHERE ${condition}`);
  return `${all.join(' UNION ALL ')} ORDER BY 1, 2, 3`;
}
