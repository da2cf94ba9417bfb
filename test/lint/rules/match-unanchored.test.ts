import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'match/unanchored';
const rule = (match: string, action = 'allow'): string =>
  `tenant_id: t\nrules:\n  - { tool: x, conditions: [{ match: { ${match} }, action: ${action} }] }\n`;
const boundary = (match: string): string => `kind: boundaries\ntools: { x: { ${match} } }\n`;

describe(code, () => {
  it('points at the pattern and shows a call that the engine allows', () => {
    const text = rule("arguments.name: 'acme'");
    expect(markedBy(code, text)).toEqual(["policy.yaml:3:56 'acme'"]);
    expect(findingsOf(code, text)).toMatchObject([
      {
        severity: 'warning',
        label: 'also matches "not-acme-at-all"',
        witness: { tool: 'x', arguments: { name: 'not-acme-at-all' }, context: { tenant_id: 't' } },
      },
    ]);
  });

  it.each([
    ["arguments.to: '@acme\\.example$'", 'how the value begins', 'eve@evil.example,x@acme.example'],
    ["arguments.to: '^[a-z]+@acme\\.example'", 'how the value ends', 'eve@acme.example.evil.example'],
    ["arguments.path: '/data/t/'", 'any value with a match', '/etc/data/t/'],
    ["arguments.url: '\\.acme\\.example/?$'", 'how the value begins', 'https://evil.example/.acme.example'],
    ["arguments.command: 'ls'", 'any value with a match', 'rm -rf / ls'],
    ["arguments.name: '^acme|globex$'", 'for one alternative only', 'not-globex'],
    ["arguments.name: '(?m)^acme$'", 'any value with a match', 'not-\nacme\n-at-all'],
    ["'arguments.items[*].path': '/data/t/'", 'any value with a match', '/etc/data/t/'],
  ])('is in %j', (match, message, text) => {
    const found = findingsOf(code, rule(match));
    expect(found).toMatchObject([{ message: expect.stringContaining(message) }]);
    expect(JSON.stringify(found[0]?.witness?.arguments)).toContain(JSON.stringify(text));
  });

  it.each([
    rule("arguments.name: '^acme$'"),
    rule("arguments.name: '^acme'"),
    rule("arguments.name: '\\.pdf$'"),
    rule("arguments.name: '.*acme.*'"),
    rule("arguments.name: '.*'"),
    rule("arguments.name: '^(?:acme|globex)$'"),
    rule("arguments.path: '^/data/t/'"),
    rule("arguments.name: 'acme'", 'deny'),
    rule("arguments.name: 'acme'", 'require_approval'),
    rule("arguments.name: { not: 'acme' }"),
    rule("arguments.path: { all_of: [{ path_within: /data/t/ }, 'report'] }"),
    rule("arguments.sql: 'tenant_id = 1'"),
  ])('is not in %j', (text) => {
    expect(findingsOf(code, text)).toEqual([]);
  });

  it('is an error where the argument has a boundary, and in the boundary itself', () => {
    const files = {
      'policy.yaml': rule("arguments.key: 't:a'"),
      'boundaries.yaml': boundary("arguments.key: { key_within: '${tenant.id}:' }"),
    };
    expect(findingsOf(code, files)).toMatchObject([{ file: 'policy.yaml', severity: 'error' }]);
    const other = {
      'policy.yaml': rule("arguments.key: 't:a'"),
      'boundaries.yaml': boundary("arguments.key: 't:a'"),
    };
    expect(findingsOf(code, other).map(({ file, severity }) => [file, severity])).toEqual([
      ['boundaries.yaml', 'error'],
      ['policy.yaml', 'error'],
    ]);
  });

  it('shows a text without a call where the call would be decided otherwise', () => {
    const text = rule("arguments.name: 'acme'").replace('rules:', "rules:\n  - { tool: '*', action: deny }");
    const [found] = findingsOf(code, text);
    expect(found?.label).toContain('not-acme-at-all');
    expect(found?.witness).toBeUndefined();
  });

  it('counts the tenants of a template once', () => {
    const files = {
      'base.yaml': rule("arguments.path: '${tenant.id}/'").replace(
        'tenant_id: t',
        'kind: template\nname: base',
      ),
      'b.yaml': 'tenant_id: t_b\nextends: base\n',
      'a.yaml': 'tenant_id: t_a\nextends: base\n',
    };
    expect(findingsOf(code, files)).toMatchObject([
      { file: 'base.yaml', tenant: 't_a', tenants: 2, witness: { context: { tenant_id: 't_a' } } },
    ]);
  });

  it.each([
    ['@acme\\.example$', 'write `^[^@,;<>\\s]+` before the `@`'],
    ['^[a-z]+@acme\\.example', 'write `$` at the end'],
    ['acme', 'write `^[^@,;<>\\s]+` before the `@` and `$` at the end'],
  ])('names the ends that %s lacks as an address', (pattern, help) => {
    expect(findingsOf(code, rule(`arguments.to: '${pattern}'`))[0]?.help).toBe(help);
  });
});
