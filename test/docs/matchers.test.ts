import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pureFunctions, totalAggregates } from '../../src/engine/sql/pure-functions.ts';
import { loadSqlGrammar } from '../../src/runtime/load-sql-grammar.ts';
import { engineFor } from '../support/engine-for.ts';
import { readPage, repository } from './page.ts';

/** A row of a page's examples. */
interface Example {
  readonly matcher: string;
  readonly written: string;
  readonly value: unknown;
  readonly answer: string;
}

const sql = await loadSqlGrammar();

const pages = readdirSync(join(repository, 'docs/matchers')).filter((name) => name !== 'README.md');

describe.each(pages)('the examples of docs/matchers/%s', (name) => {
  const examples = examplesOf(readPage(`docs/matchers/${name}`).text, name === 'filter.md');

  it('show every answer', () => {
    const counts = new Map<string, number>();
    for (const { answer } of examples) counts.set(answer, (counts.get(answer) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(['no', 'unclear', 'yes']);
    expect(Math.min(...counts.values())).toBeGreaterThan(2);
  });

  it.each(examples)('$matcher, $written: $answer', ({ matcher, value, answer }) => {
    expect(answerOf(matcher, value)).toBe(answer);
  });
});

it('each matcher of canonical forms has a page that docs/matchers/README.md names', () => {
  const { text } = readPage('docs/matchers/README.md');
  expect(pages.filter((name) => !text.includes(`](${name})`))).toEqual([]);
  expect(pages).toHaveLength(8);
});

/** Tables below a line that says with which matcher; what begins with `"` is JSON, or all is. */
function examplesOf(page: string, isJson: boolean): readonly Example[] {
  const tables = [...page.matchAll(/^With `([^`]+)`:\n\n\| text .*\n\|.*\n((?:\|.*\n)+)/gm)];
  return tables.flatMap(([, matcher = '', rows = '']) =>
    rows
      .trim()
      .split('\n')
      .map((row) => {
        const [, written, answer] = /^\| `([^`]+)` \| (\w+) \|/.exec(row) ?? [];
        if (written === undefined || answer === undefined) throw new Error(`no example: ${row}`);
        const value: unknown = isJson || written.startsWith('"') ? JSON.parse(written) : written;
        return { matcher, written, value, answer };
      }),
  );
}

/** What the engine makes of an allow with that matcher. */
function answerOf(matcher: string, value: unknown): string {
  const known = engines.get(matcher) ?? engineFor({ 'a.yaml': documentWith(matcher) }, {}, { sql });
  engines.set(matcher, known);
  const decision = known.decide({
    tool: 't',
    arguments: { x: value },
    context: { tenant_id: 'tenant_acme' },
  });
  if (decision.code === 'rule') return 'yes';
  return decision.code === 'argument_unjudgeable' ? 'unclear' : decision.code.replace('default_action', 'no');
}

const engines = new Map<string, ReturnType<typeof engineFor>>();

function documentWith(matcher: string): string {
  return `
tenant_id: tenant_acme
rules: [{ tool: t, conditions: [{ match: { arguments.x: ${matcher} }, action: allow }] }]
`;
}

it('docs/matchers/sql.md lists the functions, and marks those that may fail', () => {
  const [, listed = ''] = /\n## Functions\n(.*?)\n## /s.exec(readPage('docs/matchers/sql.md').text) ?? [];
  const names = [...listed.matchAll(/`([a-z_0-9]+)`/g)].map(([, name]) => name);
  expect([...pureFunctions.keys()].filter((name) => !names.includes(name))).toEqual([]);
  const known = new Set([...pureFunctions.keys(), 'year', 'quarter', 'month', 'day']);
  expect(names.filter((name) => name === undefined || !known.has(name))).toEqual([]);
  const marked = [...pureFunctions].filter(
    ([name, trait]) => trait === 'aggregate' && !totalAggregates.has(name),
  );
  expect(marked.filter(([name]) => !listed.includes(`\`${name}\`*`))).toEqual([]);
});
