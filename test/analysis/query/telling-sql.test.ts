import { afterAll, describe, expect, it } from 'vitest';
import { holdsText } from '../../../src/analysis/language/language-algebra.ts';
import { createLanguageAlgebra } from '../../../src/analysis/language/language-algebra.ts';
import { sqlFamilies } from '../../../src/analysis/query/sql-families.ts';
import { tellingSql } from '../../../src/analysis/query/telling-sql.ts';
import { bindMatcher } from '../../../src/engine/compile/bind-matcher.ts';
import type { BoundSql } from '../../../src/engine/compile/bound-matcher.ts';
import { createTextLanguages } from '../../../src/engine/compile/text-languages.ts';
import { loadSqlGrammar } from '../../../src/runtime/load-sql-grammar.ts';
import { startInProcess } from '../../engine/sql/connection.ts';
import { fillTenantsDatabase } from '../../engine/sql/tenants-database.ts';

const nowhere = { file: '', line: 1, column: 1, start: 0, end: 0 };

function bound(tenant: string, columns: readonly string[] = ['tenant_id']): BoundSql {
  const matcher = bindMatcher(
    {
      kind: 'sql',
      place: nowhere,
      dialect: 'postgres',
      statements: ['select'],
      tables: [['orders']],
      sharedTables: [],
      scopedBy: columns.map((column) => ({ column, value: { kind: 'text', text: [tenant] } })),
    },
    { tenantId: tenant, vars: new Map() },
    createTextLanguages(),
  );
  if (matcher.kind !== 'sql') throw new Error('not bound');
  return matcher;
}

const connection = await startInProcess();
const database = await fillTenantsDatabase(connection);
const grammar = await loadSqlGrammar();
afterAll(() => database.close());

const tried = tellingSql(bound('acme'), 'acme', bound('xyz'), 'xyz');
const showing = tried.filter(({ reach }) => reach === 'another' || reach === 'everyone');

describe('queries that are tried', () => {
  it.each(showing.map(({ text }) => text))('%s shows or changes rows of another tenant', async (text) => {
    expect(await database.differenceOf(text)).toBeDefined();
  });

  it('keep to the tenant where they say so', async () => {
    const own = tried.filter(({ reach }) => reach === 'own');
    expect(own).not.toEqual([]);
    for (const { text } of own) expect(await database.differenceOf(text), text).toBeUndefined();
  });

  it('are read by the grammar, whatever the values are', () => {
    for (const tenant of ["o'neill", '$$', 'é', '--'])
      for (const { text } of tellingSql(bound(tenant, ['tenant_id', 'Org']), tenant))
        if (!/\$\$|\/\*/.test(text)) expect(grammar.parse(text), text).toMatchObject({ ok: true });
  });

  it('are of a family, where they name no other tenant', () => {
    const algebra = createLanguageAlgebra();
    const families = sqlFamilies(bound('acme'), 'acme').map(({ key, node }) => algebra.of(key, node));
    for (const { text, reach } of tried) {
      if (reach === 'everyone' || reach === 'other')
        expect(
          families.some((family) => holdsText(family, text)),
          text,
        ).toBe(true);
    }
  });
});
