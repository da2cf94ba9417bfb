import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';

const code = 'match/known-attack';
const rule = (match: string, action = 'allow'): string =>
  `tenant_id: tenant_acme\nrules:\n  - { tool: query, conditions: [{ match: { ${match} }, action: ${action} }] }\n`;
const valuesOf = (text: string): readonly unknown[] =>
  findingsOf(code, text).flatMap(({ witness }) => Object.values(witness?.arguments ?? {}));

describe(code, () => {
  it.each([
    ["arguments.path: '^/data/tenant_acme/'", '/data/tenant_acme/../tenant_other/x'],
    ["arguments.path: '^/data/${tenant.id}/'", '/data/tenant_acme/../tenant_other/x'],
    ["arguments.path: '^docs/'", 'docs/../tenant_other/x'],
    ["arguments.path: { all_of: ['^/data/t/', { not: '\\.\\.' }] }", '/data/t/%2e%2e/tenant_other/x'],
    ["arguments.path: { all_of: ['^/data/t/', { not: '\\.\\.|%' }] }", '/data/t/\\'],
    ["arguments.path: '^/data/t/[^.%\\\\]*$'", '/data/t/\0'],
    ["arguments.url: '^https?://'", 'http://169.254.169.254/'],
    ["arguments.url: '^https://api\\.acme\\.com'", 'https://api.acme.com@evil.example/'],
    ["arguments.url: '^https?://[0-9]+/'", 'http://2852039166/'],
    [
      "arguments.url: '^https://api\\.acme\\.com/v1/tenant_acme/'",
      'https://api.acme.com/v1/tenant_acme/../tenant_other/x',
    ],
    ["arguments.to: '@acme\\.com$'", 'eve@evil.example,x@acme.com'],
    ["arguments.query: 'tenant_id\\s*=\\s*1'", 'SELECT * FROM t WHERE tenant_id=1 OR true'],
    ["arguments.filter: 'tenant_id == 1'", '{"$or":[{},{tenant_id == 1}]}'],
    ["arguments.command: '^(ls|cat) '", 'ls ; id'],
    ["arguments.command: '^ls [a-z$()]+$'", 'ls $(id)'],
  ])('is in %j', (match, value) => {
    expect(valuesOf(rule(match))).toEqual([value]);
  });

  it.each([
    ["arguments.path: '^/data/t/[a-z0-9_-]+\\.txt$'"],
    ["arguments.path: '^[a-z0-9_-]+\\.txt$'"],
    ["arguments.path: { all_of: ['^/data/t/', { path_within: /data/t/ }] }"],
    ["arguments.path: '.*'"],
    ["arguments.url: '^https://api\\.acme\\.com/[a-z]*$'"],
    ["arguments.url: '^http://localhost:3000/'"],
    ["arguments.to: '^[^@,;<>\\s]+@acme\\.com$'"],
    ["arguments.query: '^SELECT name FROM orders WHERE id = \\d+$'"],
    ["arguments.command: '^ls( -[a-z]+)?$'"],
    ["arguments.name: '^/data/'"],
  ])('is not in %j', (match) => {
    expect(findingsOf(code, rule(match))).toEqual([]);
  });

  it('is not in a deny or a require_approval', () => {
    expect(findingsOf(code, rule("arguments.path: '^/data/'", 'deny'))).toEqual([]);
    expect(findingsOf(code, rule("arguments.path: '^/data/'", 'require_approval'))).toEqual([]);
  });

  it('is not where the baseline, or a condition before it, stops every attack', () => {
    const odd = '\\.\\.|%|\\\\|\\x00';
    const text = rule("arguments.path: '^/data/t/'");
    const baseline = `kind: baseline\nrules: [{ tool: '*', conditions: [{ match: { arguments.path: '${odd}' }, action: deny }] }]\n`;
    expect(findingsOf(code, { 'policy.yaml': text, 'baseline.yaml': baseline })).toEqual([]);
    const before = text.replace(
      'conditions: [',
      `conditions: [{ match: { arguments.path: '${odd}' }, action: deny }, `,
    );
    expect(findingsOf(code, before)).toEqual([]);
  });

  it('says nothing of a text whose escapes are none in YAML', () => {
    expect(findingsOf(code, rule('arguments.query: "tenant_id\\s*=\\s*1"'))).toEqual([]);
  });

  it('fills in the other paths of the condition', () => {
    const match =
      "arguments.path: '^/data/t/', arguments.mode: { one_of: [r, w] }, arguments.size: { number: { max: 9 } }, arguments.to: { exists: false }, context.role: '^admin$'";
    expect(findingsOf(code, rule(match))).toMatchObject([
      {
        witness: {
          arguments: { path: '/data/t/../tenant_other/x', mode: 'r', size: 1 },
          context: { tenant_id: 'tenant_acme', role: 'admin' },
        },
      },
    ]);
  });

  it('is found in the policies of the language page, with calls between their tenants', () => {
    const seed = (name: string): string =>
      readFileSync(new URL(`../../../fixtures/lint/seed/${name}.yaml`, import.meta.url), 'utf8');
    const found = findingsOf(code, { 'acme.yaml': seed('acme'), 'xyz.yaml': seed('xyz') });
    expect(
      found.map(({ file, tool, witness }) => [file, tool, Object.values(witness?.arguments ?? {})[0]]),
    ).toEqual([
      ['acme.yaml', 'query_database', "SELECT * FROM t WHERE tenant_id='tenant_acme' OR true"],
      ['acme.yaml', 'send_email', 'eve@evil.example,x@acmecorp.com'],
      ['acme.yaml', 'access_file', '/data/tenant_acme/../tenant_xyz/x'],
      ['xyz.yaml', 'query_database', "SELECT * FROM t WHERE tenant_id='tenant_xyz' OR true"],
      ['xyz.yaml', 'access_file', '/data/tenant_xyz/../tenant_acme/x'],
    ]);
  });

  it('leaves the rows of a query to whom they are delegated, and its statements to the pattern', () => {
    const delegated =
      'kind: boundaries\ntools: { query: { arguments.query: { delegated: storage.row_level_security } } }\n';
    const found = (pattern: string): readonly unknown[] =>
      findingsOf(code, { 'policy.yaml': rule(`arguments.query: '${pattern}'`), 'b.yaml': delegated }).map(
        ({ witness, help }) => [witness?.arguments, help],
      );
    expect(found('(?i)^select [^;]*$')).toEqual([]);
    expect(found('(?i)^select ')).toEqual([
      [{ query: 'SELECT 1; DROP TABLE t' }, expect.stringContaining('`[^;]*$`')],
    ]);
  });
});
