import { describe, expect, it } from 'vitest';
import { withGrammar } from '../../../src/analysis/analysed-workspace.ts';
import { proveTool } from '../../../src/analysis/prove-tool.ts';
import { witnessEngine } from '../../../src/analysis/witness-engine.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { loadSqlGrammar } from '../../../src/runtime/load-sql-grammar.ts';
import {
  mutatedFilter,
  scopedFilter,
  type Style,
  turnedFilter,
} from '../../engine/filter/generate-filters.ts';
import { mutateQuery } from '../../engine/sql/mutate-query.ts';
import { scopedQuery } from '../../engine/sql/scoped-query.ts';
import { type Random, randomFrom } from '../../reference/random.ts';
import { policyOf, workspaceOf } from '../analysis-cases.ts';

const tried = process.env.BULKHEAD_LONG === '1' ? 20_000 : 200;
const sql = await loadSqlGrammar();
const scope = { tenant_id: '${tenant.id}' };

/** What comes of rules and boundary, and of arguments that are tried against them. */
function outcome(
  match: object,
  boundary: object,
  values: (random: Random) => readonly JsonValue[],
  argument: string,
) {
  const rules = [{ tool: 't', conditions: [{ match, action: 'allow' }] }];
  const read = workspaceOf({ rules, boundaries: { t: { [`arguments.${argument}`]: boundary } } });
  const workspace = withGrammar(read, sql);
  const { escapes, undecided } = proveTool(workspace, policyOf(workspace), 't');
  const random = randomFrom(5);
  const engine = witnessEngine(workspace);
  const out: string[] = [];
  for (let count = 0; count < tried; count += 1) {
    for (const value of values(random)) {
      const call = { tool: 't', arguments: { [argument]: value }, context: { tenant_id: 'acme' } };
      const isAllowed = engine.decide(call, { without: { boundaries: true } }).action === 'allow';
      if (isAllowed && engine.decide(call).code === 'boundary') out.push(JSON.stringify(value));
    }
  }
  return { isProved: escapes.length + undecided.length === 0, isRefuted: escapes.length > 0, out };
}

describe('what generated queries show', () => {
  const postgres = { dialect: 'postgres', statements: ['select'], scoped_by: scope };
  const boundary = { sql: { ...postgres, shared_tables: ['countries'] } };
  const queries = (random: Random): readonly string[] => {
    const [one, other] = [scopedQuery(random).text, scopedQuery(random).text];
    return [one, mutateQuery(one, other, random)];
  };

  it.each<readonly [rule: unknown, proved: boolean]>([
    [boundary, true],
    [{ all_of: [boundary, '^SELECT'] }, true],
    [{ sql: { ...postgres, statements: ['select', 'update', 'insert', 'delete'] } }, false],
    [{ sql: { ...postgres, tables: ['orders', 'items'], functions: ['now'] } }, false],
    ["tenant_id = 'acme'", false],
    ["^SELECT .* WHERE .*tenant_id = 'acme'", false],
    [{ all_of: ["tenant_id = 'acme'", { not: '(?i)\\bor\\b|--|;' }] }, false],
    [
      {
        one_of: [
          "SELECT * FROM orders WHERE tenant_id = 'acme'",
          "SELECT 1 FROM items WHERE tenant_id = 'acme'",
        ],
      },
      true,
    ],
  ])('is nothing where %j is proved', (rule, proved) => {
    const { isProved, isRefuted, out } = outcome({ 'arguments.query': rule }, boundary, queries, 'query');
    expect(isProved).toBe(proved);
    if (out.length > 0) expect(isRefuted, out[0]).toBe(true);
  });
});

describe('what generated filters show', () => {
  const filters =
    (style: Style) =>
    (random: Random): readonly JsonValue[] => {
      const filter = scopedFilter(random, style);
      return [filter, turnedFilter(filter, random), mutatedFilter(filter, random)];
    };
  const cases: readonly (readonly [style: Style, dialect: string | undefined])[] = [
    ['common', undefined],
    ['mongo', 'mongo'],
    ['chroma', 'chroma'],
    ['pinecone', 'pinecone'],
    ['qdrant', 'qdrant'],
  ];

  describe.each(cases)('%s', (style, dialect) => {
    const filter = (must: object): object => ({ filter: { ...(dialect && { dialect }), must } });

    it.each<readonly [match: object, proved: boolean]>([
      [{ 'arguments.filter': filter(scope) }, true],
      [{ 'arguments.filter': { all_of: [filter(scope), { exists: true }] } }, true],
      [{ 'arguments.filter': filter({ owner: 'x' }) }, false],
      [{ 'arguments.filter': { exists: true } }, false],
      [{ 'arguments.filter.tenant_id': { equals: 'acme' } }, false],
      [{ 'arguments.filter["$or"]': { exists: false } }, false],
    ])('is nothing where %j is proved', (match, proved) => {
      const { isProved, isRefuted, out } = outcome(match, filter(scope), filters(style), 'filter');
      expect(isProved).toBe(proved);
      if (out.length > 0) expect(isRefuted, out[0]).toBe(true);
    });
  });
});
