import type { Random } from '../../reference/random.ts';

/** Pieces that people who try to get out have written. */
const pieces = [
  ...[
    ' OR true',
    ' OR 1 = 1',
    " OR tenant_id = 'xyz'",
    ' NOT',
    ' IS NOT TRUE',
    ' IS NULL',
    ' UNION SELECT * FROM items',
    ' --',
  ],
  ...[
    ' AND 1 / (amount - 5) > 0',
    ' AND secret::int > 0',
    " AND name ~ '('",
    " AND CASE WHEN secret = 'secret 1' THEN 1/0 ELSE 1 END = 1",
  ],
  ...[
    ' AND amount + 2147483647 > 0',
    " AND tenant_id <> 'acme'",
    ' LEFT',
    ' NATURAL',
    ' LATERAL',
    ' RIGHT',
    ' CROSS JOIN items',
    ', items',
  ],
  ...[
    ' AND EXISTS (SELECT 1 FROM items)',
    ' AND id IN (SELECT id FROM items WHERE order_id = orders.id)',
    ' (SELECT count(*) FROM items)',
  ],
  ...[
    " AND (SELECT 1 FROM items WHERE tenant_id = 'acme') = 1",
    " AND amount = (SELECT 1 / count(*) FROM items WHERE tenant_id = 'acme' AND false)",
  ],
  ...[
    ' WITH items AS (SELECT 1)',
    ' RECURSIVE',
    ' ONLY',
    ' DISTINCT',
    ' ALL',
    ' EXCEPT',
    ' HAVING true',
    ' GROUP BY 1',
    ' FOR UPDATE',
    ' COLLATE "C"',
  ],
  ...guarded([
    "'zz'::text::date IS NULL",
    "'294276-12-31'::timestamptz + interval '9 years' > now()",
    'ROW(name) = ROW(1)',
    'orders = ROW(1)',
    'o = c',
    'ARRAY[to_json(name)] = ARRAY[to_json(id)]',
    'EXISTS (SELECT 1 FROM countries LIMIT -1)',
    '(SELECT ntile(0) OVER () FROM countries LIMIT 1) = 1',
    '(SELECT array_agg(a) FROM (VALUES (ARRAY[1]), (ARRAY[1, 2])) v(a)) IS NULL',
    '(SELECT sum(a) FROM (VALUES (1.7e308::float8), (1.7e308)) v(a)) > 1',
    'EXISTS (SELECT 1 FROM countries WHERE code::int > 1)',
    '1 / nullif(amount, amount) IS NULL',
    "date_trunc('month', created_at) > '2024-01-01'",
    'extract(year FROM created_at) = 2024',
    "lower(name) LIKE 'own%'",
  ]),
  ' AS z',
  ' RETURNING ctid',
  ', xmin',
  ' MATERIALIZED',
  ' USING (tenant_id)',
  " IN ('acme', 'acme', 'acme', 'acme')",
  ...[
    " SET tenant_id = 'acme'",
    ' ON CONFLICT DO NOTHING',
    ' USING items',
    ' RETURNING *',
    " query_to_xml('select 1', true, true, '')",
  ],
];

/** A condition that is asked of other tenants' rows only, as far as the database asks it of any. */
function guarded(conditions: readonly string[]): readonly string[] {
  return conditions.map(
    (condition) => ` AND CASE WHEN secret LIKE 'secret%' THEN ${condition} ELSE true END`,
  );
}

const swaps: readonly (readonly [string, string])[] = [
  ...([
    ['AND', 'OR'],
    ["'acme'", "'xyz'"],
    ["'acme'", 'tenant_id'],
    ["'acme'", '$1'],
    ['=', '<>'],
    ['=', '>='],
  ] as const),
  ...([
    ['tenant_id', 'id'],
    ['tenant_id', 'name'],
    ['tenant_id', 'o.tenant_id'],
    ['orders', 'items'],
    ['items', 'secrets'],
  ] as const),
  ...([
    ['JOIN', 'LEFT JOIN'],
    ['JOIN', 'FULL JOIN'],
    ['o.', 'c.'],
    ['c.', 'o.'],
    ['x.', ''],
    ['i.', ''],
    ['WHERE', 'WHERE NOT'],
  ] as const),
  ...([
    ['orders', 'countries'],
    ['EXISTS', ''],
    ['mine', 'orders'],
    ['SELECT', 'SELECT 1,'],
    ["'acme'", "'acme'::text::varchar"],
    ['AS (', 'AS MATERIALIZED ('],
    ['o.', 'o.json_build_object, o.'],
    ['amount', 'amount / (amount - 5)'],
  ] as const),
];

/** A statement that was changed in one to three places. `other` lends parts. */
export function mutateQuery(text: string, other: string, random: Random): string {
  let mutated = text;
  for (let left = random.pick([1, 1, 2, 3]); left > 0; left--) mutated = mutateOnce(mutated, other, random);
  return mutated;
}

function mutateOnce(text: string, other: string, random: Random): string {
  const tokens = tokensOf(text);
  const at = random.below(tokens.length);
  switch (random.below(7)) {
    case 0:
    case 1: {
      const [from, to] = random.pick(swaps);
      const places = [...text.matchAll(new RegExp(from.replace(/[.$()]/g, '\\$&'), 'g'))].map(
        ({ index }) => index,
      );
      const place = random.pickAny(places);
      return place === undefined ? text : text.slice(0, place) + to + text.slice(place + from.length);
    }
    case 2:
      return tokens.toSpliced(at, 1).join('');
    case 3:
      return tokens.toSpliced(at, 0, random.pick(pieces), ' ').join('');
    case 4:
      return text + random.pick(pieces);
    case 5: {
      const lent = tokensOf(other);
      const from = random.below(lent.length);
      return tokens.toSpliced(at, 0, ' ', ...lent.slice(from, from + 1 + random.below(8)), ' ').join('');
    }
    default: {
      // A part in brackets, of this or the other, takes the place of one.
      const parts = [...text.matchAll(/\([^()]*\)/g)];
      const part = random.pickAny(parts);
      const lent = random.pickAny([...other.matchAll(/\([^()]*\)/g)]);
      if (part === undefined || lent === undefined) return text;
      return text.slice(0, part.index) + lent[0] + text.slice(part.index + part[0].length);
    }
  }
}

function tokensOf(text: string): string[] {
  return text.match(/'[^']*'|[\w.$]+|\s+|[^\w\s]/g) ?? [''];
}
