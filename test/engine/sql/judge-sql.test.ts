import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { askSql, heldTo, usual } from './ask-sql.ts';

/** Lines `answer | query`; the answer is what `askSql` gives. */
const cases = readFileSync(new URL('../../../fixtures/sql/cases.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const [expected = '', ...query] = line.split(' | ');
    return { expected: expected.trim(), query: query.join(' | ') };
  });

describe('sql', () => {
  it.each(cases)('$query', ({ expected, query }) => expect(askSql(query)).toBe(expected));

  it('takes nine of ten statements that agents write', () => {
    const honest = readFileSync(new URL('../../../fixtures/sql/honest.txt', import.meta.url), 'utf8');
    const statements = honest.split('\n').filter((line) => line !== '');
    const refused = statements.filter((text) => askSql(text) !== 'yes');
    expect(refused.length / statements.length, refused.join('\n')).toBeLessThan(0.1);
  });

  it('is unclear of what a server may read in two ways', () => {
    expect(askSql("SELECT '\\' OR true --'")).toMatch(/^unclear: a backslash/);
    expect(askSql('SELECT 1\0')).toMatch(/^unclear: a zero character/);
    expect(askSql('SELECT \ud800')).toMatch(/^unclear: half a surrogate pair/);
  });

  it('gives places in the text, not in bytes', () => {
    expect(askSql("SELECT 'éé🎉', pg_sleep(1)")).toBe('unclear: the function pg_sleep at 15');
  });

  it.each([
    ['NOT '.repeat(20_000), 'true'],
    ['('.repeat(20_000), '1'],
    ['(SELECT '.repeat(5_000), '1'],
    ['1+'.repeat(30_000), '1'],
    ['/* '.repeat(20_000), '1'],
    ['/*'.repeat(100_000), '1'],
    ['/**/'.repeat(100_000), '1'],
    ["$a$ ' ".repeat(10_000), '1'],
    ["1, 'x', ".repeat(7_000), '1'],
  ])('survives %.20s…', (many, end) => {
    const start = performance.now();
    expect(askSql(`SELECT ${many}${end}`)).toMatch(/^unclear|^yes/);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('reads a literal of any length', () => {
    expect(askSql(`SELECT '${'a'.repeat(16_000_000)}'`)).toBe('yes');
  });

  it('takes a long list, and refuses deep nesting', () => {
    const list = Array.from({ length: 5_000 }, (_, index) => index).join(', ');
    expect(askSql(`SELECT * FROM orders WHERE tenant_id = 'acme' AND id IN (${list})`)).toBe('yes');
    expect(askSql(`SELECT ${'NOT '.repeat(500)} true`)).toBe('unclear: nesting too deep');
  });
});

describe('what a policy of sql lists', () => {
  const only = { ...usual, statements: new Set(['select']) };

  it.each([
    ["INSERT INTO orders (tenant_id) VALUES ('acme')", 'no: INSERT is not among the statements at 12'],
    ["WITH x AS (DELETE FROM orders WHERE tenant_id = 'acme' RETURNING id) SELECT * FROM x", /^no: DELETE/],
    ['SELECT 1', 'yes'],
  ])('statements: %s', (query, expected) => {
    const answer = askSql(query, only);
    if (typeof expected === 'string') expect(answer).toBe(expected);
    else expect(answer).toMatch(expected);
  });

  it('tables: absent is every unqualified name of no system table', () => {
    const open = { ...usual, tables: undefined };
    expect(askSql("SELECT * FROM anything WHERE tenant_id = 'acme'", open)).toBe('yes');
    expect(askSql("SELECT * FROM app.anything WHERE tenant_id = 'acme'", open)).toMatch(/^no/);
    expect(askSql("SELECT * FROM pg_class WHERE tenant_id = 'acme'", open)).toMatch(/^no/);
  });

  it('tables: an unlisted one may lack the column, so that its name is one of the outer query', () => {
    const open = { ...usual, tables: undefined };
    const inner = (where: string): string =>
      `SELECT * FROM orders WHERE tenant_id = 'acme' AND EXISTS (SELECT 1 FROM other o WHERE ${where})`;
    expect(askSql(inner("tenant_id = 'acme'"), open)).toMatch(/^no: the table other is not held/);
    expect(askSql(inner("o.tenant_id = 'acme'"), open)).toBe('yes');
  });

  it('functions: only those, and in place of the page', () => {
    const some = { ...usual, functions: new Set(['my_score', 'app.rank']) };
    expect(askSql('SELECT my_score(1), app.rank(2)', some)).toBe('yes');
    expect(askSql('SELECT lower(name)', some)).toBe('unclear: the function lower at 7');
  });

  it('scoped_by: every column, of the same type', () => {
    const both = { ...usual, scopes: [heldTo('tenant_id', 'acme'), heldTo('region', 7)] };
    expect(askSql("SELECT * FROM orders WHERE tenant_id = 'acme' AND region = 7", both)).toBe('yes');
    expect(askSql("SELECT * FROM orders WHERE tenant_id = 'acme' AND region = '7'", both)).toMatch(/^no/);
    expect(askSql("SELECT * FROM orders WHERE tenant_id = 'acme'", both)).toMatch(/not held to region/);
  });

  it('scoped_by: a value of the context, read at each call', () => {
    const options = { values: new Set<string>(), types: new Set<string>(), contextKeys: ['org'] };
    const policy = { ...usual, scopes: [{ column: 'org', options }] };
    const query = "SELECT * FROM orders WHERE org = 'o1'";
    expect(askSql(query, policy, { org: 'o1' })).toBe('yes');
    expect(askSql(query, policy, { org: 'o2' })).toMatch(/^no/);
    expect(askSql(query, policy, {})).toMatch(/^unclear: the context gives no value/);
    expect(askSql(query, policy, { org: ['o1'] })).toMatch(/^unclear/);
  });
});
