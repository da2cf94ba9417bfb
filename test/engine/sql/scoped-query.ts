import type { Random } from '../../reference/random.ts';

/** What a generated statement is about, so that refusals can be listed by it. */
export interface ScopedQuery {
  readonly form: string;
  readonly text: string;
}

const tables = ['orders', 'customers', 'items'] as const;

/** A statement that an agent might write, every table of which is held to the tenant acme. */
export function scopedQuery(random: Random): ScopedQuery {
  const form = random.pick(Object.keys(forms));
  return { form, text: (forms[form] ?? simple)(random) };
}

const forms: { readonly [form: string]: (random: Random) => string } = {
  simple,
  aggregate: (random) => {
    const table = random.pick(tables);
    const having = random.chance(0.4)
      ? ` HAVING ${random.pick(['count(*) > 1', 'sum(amount) >= 2', "max(name) <> 'x'"])}`
      : '';
    const order = random.pick(['', ' ORDER BY 1', ' ORDER BY count(*) DESC, 1']);
    const outputs = random.some(
      [
        'count(*)',
        'sum(amount)',
        'avg(amount)',
        'min(name)',
        'max(created_at)',
        'sum(amount) * 2',
        'count(DISTINCT name)',
      ],
      3,
    );
    return `SELECT country, ${outputs.join(', ')} FROM ${table} WHERE ${held(random, table)}${more(random, '')} GROUP BY country${having}${order}`;
  },
  join: (random) => {
    const second = random.chance(0.5) ? "c.tenant_id = 'acme'" : 'c.tenant_id = o.tenant_id';
    const on = random.pick(['c.id = o.customer_id', `c.id = o.customer_id AND ${second}`]);
    const where = on.includes('tenant_id') ? '' : ` AND ${second}`;
    const kind = random.pick(['JOIN', 'INNER JOIN']);
    return `SELECT o.id, c.name${random.chance(0.3) ? ', o.amount + c.amount AS total' : ''} FROM orders o ${kind} customers AS c ON ${on} WHERE o.tenant_id = 'acme'${where}${more(random, 'o.')}${paging(random, 'o.id, c.id')}`;
  },
  using: (random) => {
    const columns = random.pick(['tenant_id', 'tenant_id, id', 'id, tenant_id']);
    const third = random.chance(0.4)
      ? ` JOIN items i USING (${random.pick(['tenant_id', 'tenant_id, id'])})`
      : '';
    return `SELECT o.id, c.name FROM orders o JOIN customers c USING (${columns})${third} WHERE ${random.pick(['o', 'c'])}.tenant_id = 'acme'${more(random, 'o.')} ORDER BY o.id, c.id`;
  },
  shared: (random) =>
    `SELECT k.title, count(*) AS n FROM ${random.pick(['orders', 'items'])} o JOIN countries k ON k.code = o.country WHERE o.tenant_id = 'acme'${more(random, 'o.')} GROUP BY k.title ORDER BY n DESC, k.title`,
  cte: (random) => {
    const table = random.pick(tables);
    const body = random.pick([
      `SELECT * FROM ${table} WHERE ${held(random, table)}`,
      `SELECT country, sum(amount) AS total FROM ${table} WHERE ${held(random, table)} GROUP BY country`,
    ]);
    const outer = random.pick([
      'SELECT count(*) FROM mine',
      'SELECT * FROM mine ORDER BY 1, 2',
      'SELECT country FROM mine ORDER BY 1',
    ]);
    return `WITH mine AS (${body}) ${outer}`;
  },
  twoCtes: (random) =>
    `WITH a AS (SELECT id, amount FROM orders WHERE ${held(random, 'orders')}), b AS (SELECT order_id, sum(amount) AS total FROM items WHERE ${held(random, 'items')} GROUP BY order_id) SELECT a.id, b.total${random.chance(0.3) ? ' * 2' : ''} FROM a JOIN b ON b.order_id = a.id ORDER BY a.id`,
  derived: (random) => {
    const table = random.pick(tables);
    return `SELECT m.month, m.total FROM (SELECT date_trunc('month', created_at) AS month, sum(amount) AS total FROM ${table} WHERE ${held(random, table)} GROUP BY 1) m WHERE m.total > ${random.below(9)} ORDER BY 1`;
  },
  subquery: (random) => {
    const [outer, inner] = [random.pick(tables), random.pick(tables)];
    const test = random.pick([
      `id IN (SELECT order_id FROM ${inner} x WHERE x.tenant_id = 'acme')`,
      `amount >= (SELECT avg(amount) FROM ${inner} WHERE tenant_id = 'acme')`,
      `EXISTS (SELECT 1 FROM ${inner} x WHERE x.tenant_id = 'acme' AND x.order_id = ${outer}.id)`,
      `NOT EXISTS (SELECT 1 FROM ${inner} x WHERE x.tenant_id = 'acme' AND x.id = ${outer}.amount)`,
      `id NOT IN (SELECT order_id FROM ${inner} WHERE tenant_id = 'acme' AND order_id IS NOT NULL)`,
    ]);
    return `SELECT id, name FROM ${outer} WHERE ${held(random, outer)} AND ${test}${paging(random, 'id')}`;
  },
  output: (random) =>
    `SELECT o.id, (SELECT count(*) FROM items i WHERE i.tenant_id = 'acme' AND i.order_id = o.id) AS n FROM orders o WHERE o.tenant_id = 'acme'${more(random, 'o.')} ORDER BY o.id`,
  union: (random) => {
    const operator = random.pick(['UNION', 'UNION ALL', 'EXCEPT', 'INTERSECT']);
    const arm = (table: string): string =>
      `SELECT id, name FROM ${table} WHERE ${held(random, table)}${more(random, '')}`;
    return `${arm(random.pick(tables))} ${operator} ${arm(random.pick(tables))} ORDER BY 1, 2`;
  },
  window: (random) =>
    `SELECT id, ${random.pick(['row_number() OVER (ORDER BY id)', 'rank() OVER (PARTITION BY country ORDER BY amount, id)', 'sum(amount) OVER (ORDER BY id)', 'lag(amount) OVER (ORDER BY id)'])} FROM orders WHERE ${held(random, 'orders')} ORDER BY id`,
  insert: (random) => {
    const conflict = random.pick([
      '',
      '',
      ' ON CONFLICT (tenant_id, id) DO NOTHING',
      ' ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name',
    ]);
    const rows = random.pick([
      "VALUES ('acme', 50, 'x'), ('acme', 51, 'y')",
      "VALUES ('acme', 3, lower('X'))",
      "SELECT 'acme', id + 100, name FROM items WHERE tenant_id = 'acme'",
    ]);
    return `INSERT INTO orders (tenant_id, id, name) ${rows}${conflict}${random.pick(['', ' RETURNING id, name'])}`;
  },
  update: (random) => {
    const table = random.pick(tables);
    const set = random.pick([
      'amount = amount + 1',
      "name = upper(name), secret = 'x'",
      'amount = DEFAULT',
      "tags = ARRAY['a']",
      "amount = (SELECT max(i.amount) FROM items i WHERE i.tenant_id = 'acme')",
    ]);
    return `UPDATE ${table} SET ${set} WHERE ${held(random, table)}${more(random, '')}${random.pick(['', ' RETURNING *'])}`;
  },
  updateFrom: (random) =>
    `UPDATE orders o SET name = c.name FROM customers c WHERE c.id = o.customer_id AND o.tenant_id = 'acme' AND c.tenant_id = ${random.pick(["'acme'", 'o.tenant_id'])}`,
  delete: (random) => {
    const table = random.pick(tables);
    return `DELETE FROM ${table} WHERE ${held(random, table)}${more(random, '')}${random.pick(['', ' RETURNING id'])}`;
  },
};

function simple(random: Random): string {
  const table = random.pick(tables);
  const outputs = random.pick([
    '*',
    'id, name',
    'DISTINCT country',
    'id, amount * 2 AS twice',
    "id, CASE WHEN amount > 2 THEN 'hi' ELSE 'lo' END",
    "lower(name), tags[1], data ->> 'k'",
    'id, created_at::date',
    "coalesce(name, '') || '!'",
  ]);
  return `SELECT ${outputs} FROM ${table} WHERE ${held(random, table)}${more(random, '')}${outputs.startsWith('D') ? ' ORDER BY 1' : paging(random, 'id')}`;
}

function held(random: Random, table: string): string {
  return random.pick([
    "tenant_id = 'acme'",
    "'acme' = tenant_id",
    `${table}.tenant_id = 'acme'`,
    "tenant_id IN ('acme')",
    "tenant_id = 'acme'::text",
    '"tenant_id" = \'acme\'',
    "(tenant_id = 'acme')",
  ]);
}

/** Conditions beside the one that holds. */
function more(random: Random, of: string): string {
  const conditions = [
    `${of}amount > ${random.below(9)}`,
    `${of}id IN (1, 2, ${random.below(9)})`,
    `${of}name LIKE 'own%'`,
    `${of}name ILIKE '%${random.below(4)}'`,
    `${of}id = $1`,
    `${of}amount BETWEEN 1 AND $1`,
    `(${of}amount = 1 OR ${of}name = 'own 1')`,
    `NOT (${of}country = 'c1')`,
    `${of}created_at >= '2024-01-12'`,
    `${of}created_at > now() - interval '90 days'`,
    `date_trunc('day', ${of}created_at) = '2024-01-13'`,
    `${of}name IS NOT NULL`,
    `lower(${of}name) <> 'x'`,
    `${of}data ->> 'k' = 'own 1'`,
    `${of}tags @> ARRAY['own 2']`,
    `${of}name ~ '^own [0-9]$'`,
    `${of}id = ANY (ARRAY[1, 2])`,
    // What the judge refuses, for it may fail of other tenants' rows.
    `${of}created_at::date = '2024-01-13'`,
    `${of}amount * 2 > 3`,
    `${of}name || '' = 'own 1'`,
  ];
  const count = random.pick([0, 0, 1, 1, 2]);
  return random
    .some(conditions, count)
    .map((condition) => ` AND ${condition}`)
    .join('');
}

function paging(random: Random, by: string): string {
  return random.pick([
    '',
    ` ORDER BY ${by}`,
    ` ORDER BY ${by} LIMIT 3`,
    ` ORDER BY ${by} LIMIT 2 OFFSET 1`,
    ` ORDER BY ${by} LIMIT $1`,
  ]);
}
