import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../reference/random.ts';
import { askSql, usual } from './ask-sql.ts';
import { connectTo, startInProcess } from './connection.ts';
import { mutateQuery } from './mutate-query.ts';
import { scopedQuery } from './scoped-query.ts';
import { fillTenantsDatabase, type TenantsDatabase } from './tenants-database.ts';

const isLong = process.env.BULKHEAD_LONG === '1';
const scoped = isLong ? 5_000 : 60;
const mutated = isLong ? 20_000 : 350;

/** An empty database of a running server, which .ci/postgres starts. */
const server = process.env.BULKHEAD_POSTGRES_URL;
const databases = [
  { name: 'PostgreSQL in this process', isAbsent: false, connect: startInProcess },
  { name: 'a PostgreSQL server', isAbsent: server === undefined, connect: () => connectTo(server ?? '') },
];

const policy = { ...usual, tables: new Set(['orders', 'customers', 'items']) };

/** One statement a line: such as agents write, all properly held; such as show another tenant's rows. */
function linesOf(file: string): readonly string[] {
  const text = readFileSync(new URL(`../../../fixtures/sql/${file}`, import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line !== '');
}

describe.each(databases)('sql, held against $name', ({ isAbsent, connect }) => {
  if (isAbsent) {
    it.skip('is skipped where BULKHEAD_POSTGRES_URL is not set');
    return;
  }

  let database: TenantsDatabase;
  beforeAll(async () => {
    database = await fillTenantsDatabase(await connect());
  }, 60_000);
  afterAll(() => database.close());

  it('takes nine of ten statements that are properly scoped, and none of them shows a foreign row', async () => {
    const random = randomFrom(11);
    const refusals = new Map<string, number>();
    let taken = 0;
    for (let count = 0; count < scoped; count++) {
      const { form, text } = scopedQuery(random);
      const answer = askSql(text, policy);
      if (count < 60) expect(await database.runs(text), text).toBe(true);
      if (answer !== 'yes') {
        const reason = `${form}: ${answer.replace(/ at \d+$/, '')}`;
        refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
        continue;
      }
      taken += 1;
      expect(await database.differenceOf(text), text).toBeUndefined();
    }
    const listed = [...refusals].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${count} ${reason}`);
    if (isLong) console.info(`${taken} of ${scoped} taken\n${listed.join('\n')}`);
    expect(taken / scoped, listed.join('\n')).toBeGreaterThanOrEqual(0.9);
  }, 600_000);

  it('takes no statement that shows, counts or changes a foreign row', async () => {
    const random = randomFrom(12);
    let taken = 0;
    let ran = 0;
    for (let count = 0; count < mutated; count++) {
      const text = mutateQuery(scopedQuery(random).text, scopedQuery(random).text, random);
      if (askSql(text, policy) !== 'yes') continue;
      taken += 1;
      if (await database.runs(text)) ran += 1;
      expect(await database.differenceOf(text), text).toBeUndefined();
    }
    if (isLong) console.info(`${taken} of ${mutated} mutated statements taken, ${ran} of them ran`);
    expect(ran).toBeGreaterThan(mutated / 50);
  }, 3_000_000);

  it('sees what a judge would let through that takes everything', async () => {
    const random = randomFrom(13);
    let seen = 0;
    for (let count = 0; count < (isLong ? 300 : 120); count++) {
      const text = mutateQuery(scopedQuery(random).text, scopedQuery(random).text, random);
      if ((await database.differenceOf(text)) !== undefined) seen += 1;
    }
    expect(seen).toBeGreaterThan(isLong ? 5 : 1);
  });

  it.each(linesOf('honest.txt'))('runs %s, which shows nothing if it is taken', async (text) => {
    expect(await database.runs(text)).toBe(true);
    if (askSql(text, policy) === 'yes') expect(await database.differenceOf(text)).toBeUndefined();
  });

  it.each(linesOf('leaks.txt'))('sees what %s shows, which is not taken', async (text) => {
    expect(await database.differenceOf(text)).toBeDefined();
    expect(askSql(text, policy)).not.toBe('yes');
  });

  it.each([
    'SELECT count(*) FROM orders',
    "SELECT 1 FROM orders WHERE tenant_id = 'acme' AND 1 / (amount - 5) > 0 OR 1 / (amount - 5) > 0",
    "SELECT * FROM orders WHERE secret::int = 5 AND tenant_id = 'acme'",
    "SELECT * FROM orders WHERE amount + 1 > 0 AND tenant_id = 'acme'",
    "SELECT * FROM orders WHERE name LIKE 'secret\\' AND tenant_id = 'acme'",
    "UPDATE items SET name = 'x'",
    "INSERT INTO orders (tenant_id, id) VALUES ('xyz', 77)",
  ])('sees what %s shows', async (text) => {
    expect(await database.differenceOf(text)).toBeDefined();
    expect(askSql(text, policy)).not.toBe('yes');
  });
});
