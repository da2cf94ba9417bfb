import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';
import { base, fleet, postured, told } from '../posture-texts.ts';

const code = 'posture/model';
const sql =
  "rules: [{ tool: query_database, conditions: [{ match: { arguments.query: '^SELECT' }, action: allow }] }]\n";
const declared = 'kind: tools\ntools: { query_database: { arguments: { query: sql } } }\n';

describe(code, () => {
  it.each<readonly [string, readonly string[]]>([
    ['architecture: shared, storage: { model: bridge }', ['error shared']],
    ['storage: { model: pool, row_level_security: true }', []],
    ['storage: { model: pool }', ['error pool']],
    ['storage: { model: pool, row_level_security: false }', ['error false']],
    ['storage: { model: pool, row_level_security: true }, data_risk: confidential', ['error pool']],
    ['storage: { model: pool, row_level_security: true }, frameworks: [pci]', ['error pool']],
    ['storage: { model: pool, row_level_security: true }, frameworks: [soc2]', []],
    ['storage: { model: bridge }, data_risk: regulated', []],
    ['architecture: logical', ['warning isolation']],
    ['architecture: logical, storage: { schema: a }', ['warning storage']],
    ['storage: { schema: a }, data_risk: confidential', ['error storage']],
    ['architecture: siloed', []],
  ])('of %s is %j', (isolation, expected) => {
    expect(told(code, postured(isolation))).toEqual(expected);
  });

  it.each<readonly [string, readonly string[]]>([
    ['storage: { model: bridge }', ['error bridge']],
    ['storage: { model: bridge, row_level_security: false }', ['error false']],
    ['storage: { model: bridge, row_level_security: true }', []],
    ['storage: { model: silo }', ['warning silo']],
    ['architecture: siloed', ['warning isolation']],
  ])('of %s where a model writes SQL is %j', (isolation, expected) => {
    expect(told(code, { 'a.yaml': postured(isolation, sql), 'tools.yaml': declared })).toEqual(expected);
  });

  it('says where only a name tells that an argument is SQL', () => {
    const messages = (texts: { readonly [file: string]: string }): readonly string[] =>
      findingsOf(code, texts).map(({ message }) => message);
    const policy = { 'a.yaml': postured('storage: { model: bridge }', sql) };
    expect(messages(policy)).toEqual([
      "a model writes the SQL of query_database, by the name of its argument, and the database does not hold it to the tenant's rows",
    ]);
    expect(messages({ ...policy, 'tools.yaml': declared })).toEqual([
      "a model writes the SQL of query_database, and the database does not hold it to the tenant's rows",
    ]);
  });

  it('takes the nearest part of each key, and tells a fleet once', () => {
    const texts = {
      'base.yaml': base('isolation: { storage: { model: pool }, architecture: logical }'),
      'fleet.yaml': `${fleet(10_000)}  - { tenant_id: own, extends: base, isolation: { storage: { model: silo } } }\n`,
    };
    expect(findingsOf(code, texts)).toMatchObject([{ file: 'base.yaml', tenant: 't0', tenants: 10_000 }]);
  });
});
