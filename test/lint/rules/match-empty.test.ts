import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'match/empty';
const rule = (matcher: string, action = 'allow'): string =>
  `tenant_id: t\nrules:\n  - { tool: x, conditions: [{ match: { arguments.name: ${matcher} }, action: ${action} }] }\n`;

describe(code, () => {
  it('points at the smallest part that nothing satisfies', () => {
    expect(markedBy(code, rule("{ any_of: ['a', 'b^'] }"))).toEqual(["policy.yaml:3:72 'b^'"]);
    expect(markedBy(code, rule("{ any_of: ['a', { all_of: ['^a', '^b'] }] }"))).toEqual([
      "policy.yaml:3:82 ['^a', '^b']",
    ]);
  });

  it.each([
    ["'a^b'"],
    ["'$a'"],
    ["'a\\b\\Bb'"],
    ["{ not: '.*' }"],
    ["{ all_of: ['^a', '^b'] }"],
    ["{ all_of: ['^[a-z]+$', { number: { min: 1 } }] }"],
    ["{ all_of: ['^a', { exists: false }] }"],
    ["{ all_of: ['^a$', { one_of: [b, 7] }] }"],
    ["{ all_of: ['^/b/', { path_within: /a/ }] }"],
    ['{ all_of: [{ number: { min: 5 } }, { number: { max: 3 } }] }'],
    ['{ all_of: [{ number: { min: 5 } }, { all_of: [{ exists: true }, { number: { max: 3 } }] }] }'],
    ['{ all_of: [{ number: { min: 1.2, max: 1.8 } }, { number: { min: 0, integer: true } }] }'],
    ['{ all_of: [{ length: { min: 5 } }, { length: { max: 3 } }] }'],
    ['{ any_of: [{ equals: a }, { all_of: [{ length: { min: 5 } }, { length: { max: 3 } }] }] }'],
  ])('is %s, whatever the action', (matcher) => {
    expect(findingsOf(code, rule(matcher))).toMatchObject([{ severity: 'error', tenant: 't' }]);
    expect(findingsOf(code, rule(matcher, 'deny'))).toHaveLength(1);
  });

  it.each([
    ["'a'"],
    ["''"],
    ["'.*'"],
    ["{ not: 'a' }"],
    ["{ all_of: ['^[0-9]+$', { number: { min: 1 } }] }"],
    ["{ all_of: ['^true$', { one_of: [true] }] }"],
    ["{ all_of: ['^a', { sql: { dialect: postgres, statements: [select], scoped_by: { a: b } } }] }"],
    ["{ all_of: ['^/a', { path_within: '/${context.user}' }] }"],
    ["{ all_of: ['^a', { contains: b }] }"],
    ["{ all_of: ['^a$', { length: { min: 5 } }] }"],
    ["{ all_of: ['^a', { one_of: ['${context.user}'] }] }"],
    ["{ not: { all_of: ['^a', 'b$'] } }"],
    ['{ all_of: [{ number: { min: 3 } }, { number: { max: 3 } }] }'],
    ['{ all_of: [{ number: { min: 1.2 } }, { number: { max: 1.8 } }] }'],
    ['{ any_of: [{ number: { min: 5 } }, { number: { max: 3 } }] }'],
    ['{ all_of: [{ number: { min: 5 } }, { length: { max: 3 } }] }'],
    ['{ all_of: [{ number: { min: 5 } }, { not: { number: { max: 3 } } }] }'],
    ["{ all_of: [{ number: { min: '${vars.none}' } }, { number: { max: 3 } }] }"],
  ])('is not %s', (matcher) => {
    expect(findingsOf(code, rule(matcher))).toEqual([]);
  });

  it('is asked with the numbers of each tenant', () => {
    const files = {
      'base.yaml': rule(
        "{ all_of: [{ number: { min: '${vars.least}' } }, { number: { max: 3 } }] }",
        'deny',
      ).replace('tenant_id: t', 'kind: template\nname: base\nvars: { least: { type: number } }'),
      'a.yaml': 'tenant_id: tenant_a\nextends: base\nvars: { least: 3 }\n',
      'b.yaml': 'tenant_id: tenant_b\nextends: base\nvars: { least: 4 }\n',
    };
    expect(findingsOf(code, files)).toMatchObject([{ file: 'base.yaml', tenant: 'tenant_b' }]);
  });

  it('is asked with the values of each tenant', () => {
    const template = rule("{ all_of: ['^${tenant.id}$', { one_of: [tenant_b] }] }").replace(
      'tenant_id: t',
      'kind: template\nname: base',
    );
    const files = {
      'base.yaml': template,
      'a.yaml': 'tenant_id: tenant_a\nextends: base\n',
      'b.yaml': 'tenant_id: tenant_b\nextends: base\n',
    };
    expect(findingsOf(code, files)).toMatchObject([{ file: 'base.yaml', tenant: 'tenant_a' }]);
  });
});
