import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { createEngine } from '../../dist/engine/index.js';
import { lintWorkspace } from '../../dist/lint/lint-workspace.js';
import { defaultConfig } from '../../dist/model/workspace-config.js';
import { loadSqlGrammar } from '../../dist/runtime/index.js';
import { race, ratio, spread } from '../measure.mjs';
import { workspaceOf } from '../workspace.mjs';

const matcher = `{ sql: { dialect: postgres, statements: [select], tables: [orders, items, customers], shared_tables: [countries], scoped_by: { tenant_id: '\${tenant.id}' } } }`;

const queries = [
  "SELECT * FROM orders WHERE tenant_id = 'tenant_acme'",
  "SELECT id, amount FROM orders WHERE tenant_id = 'tenant_acme' AND amount > 100 ORDER BY amount DESC LIMIT 20",
  "SELECT o.id, sum(i.amount) FROM orders o JOIN items i ON i.order_id = o.id AND i.tenant_id = o.tenant_id WHERE o.tenant_id = 'tenant_acme' GROUP BY o.id",
  "WITH mine AS (SELECT * FROM orders WHERE tenant_id = 'tenant_acme') SELECT c.title, count(*) FROM mine JOIN countries c ON c.code = mine.country GROUP BY c.title",
  "SELECT name FROM customers WHERE tenant_id = 'tenant_acme' AND id IN (SELECT customer_id FROM orders WHERE tenant_id = 'tenant_acme')",
  'SELECT * FROM orders',
];

/** Decisions that read a query, against the grammar alone; the first of a process; and the linter over many such rules. */
export async function measure(effort, { quick }) {
  const sql = await loadSqlGrammar();
  const workspace = workspaceOf({
    'a.yaml': `tenant_id: tenant_acme\nrules: [{ tool: query, conditions: [{ match: { arguments.q: ${matcher} }, action: allow }] }]\n`,
  });
  const engine = createEngine(workspace, { sql });
  const calls = queries.map((q) => ({
    tool: 'query',
    arguments: { q },
    context: { tenant_id: 'tenant_acme' },
  }));
  const allowed = calls.map((call) => engine.decide(call).action).filter((action) => action === 'allow');
  if (allowed.length !== queries.length - 1) throw new Error(`${allowed.length} queries are allowed`);
  const times = race(
    {
      decide: (turns) => {
        for (let turn = 0; turn < turns; turn++) engine.decide(calls[turn % calls.length]);
      },
      grammar: (turns) => {
        for (let turn = 0; turn < turns; turn++) sql.parse(queries[turn % queries.length]);
      },
    },
    effort,
  );
  return [
    {
      what: 'one decision with `sql`',
      against: 'reading the query alone',
      value: ratio(times, 'decide', 'grammar'),
      unit: '×',
    },
    { what: 'reading a query', value: spread(times.grammar.map((time) => time / 1000)), unit: 'µs' },
    { what: 'loading the grammar, once a process', value: spread(loads(quick ? 3 : 15)), unit: 'ms' },
    lintOfMany(quick ? 50 : 1000, quick ? 1 : 5),
  ];
}

/** Milliseconds of the first load in processes of their own. */
function loads(rounds) {
  const runtime = fileURLToPath(new URL('../../dist/runtime/index.js', import.meta.url));
  const script = `import { loadSqlGrammar } from ${JSON.stringify(runtime)};
    const start = performance.now();
    await loadSqlGrammar();
    console.log(performance.now() - start);`;
  return Array.from({ length: rounds }, () => {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    return Number(stdout);
  });
}

/** A workspace of as many rules, each with `sql` of its own, and the boundaries for their tools. */
function lintOfMany(rules, rounds) {
  const tools = Array.from({ length: rules }, (_, index) => `query_${index}`);
  const rule = (tool) =>
    `  - { tool: ${tool}, conditions: [{ match: { arguments.q: ${matcher.replace('[orders', `[orders_${tool}, orders`)} }, action: allow }] }\n`;
  const files = new Map([
    [
      'a.yaml',
      `tenant_id: tenant_acme\nplan: pro\ndefault_action: deny\nrules:\n${tools.map(rule).join('')}`,
    ],
    ['b.yaml', 'tenant_id: tenant_xyz\nplan: pro\ndefault_action: deny\nrules: []\n'],
    ['plans.yaml', 'rate_limits: { pro: { total_tool_calls: 100/m } }\n'],
    [
      'boundaries.yaml',
      `kind: boundaries\ntools:\n${tools.map((tool) => `  ${tool}: { arguments.q: ${matcher.replace(', tables: [orders, items, customers]', '')} }\n`).join('')}`,
    ],
  ]);
  const ratios = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (const text of files.values()) parse(text);
    const parsed = performance.now();
    lintWorkspace(files, defaultConfig, { today: '2026-01-01' });
    return [(performance.now() - parsed) / (parsed - start), performance.now() - parsed];
  });
  return {
    what: `lint of ${rules} rules with \`sql\`, proved`,
    against: 'parsing the same YAML',
    value: spread(ratios.map(([of]) => of)),
    unit: '×',
    note: `${Math.round(spread(ratios.map(([, ms]) => ms)).median)} ms`,
  };
}
