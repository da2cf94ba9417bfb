import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';

const code = 'match/prefix-edge';
const rule = (match: string, action = 'allow'): string =>
  `tenant_id: tenant_acme\nrules:\n  - { tool: x, conditions: [{ match: { ${match} }, action: ${action} }] }\n`;

describe(code, () => {
  it.each([
    ["arguments.path: '^/data/tenant_acme'", '/data/tenant_acme2'],
    ["arguments.path: '^/data/tenant_acme\\b'", '/data/tenant_acme-2'],
    ["arguments.path: '^/data/tenant_acme.*$'", '/data/tenant_acme2'],
    ["arguments.path: '^/data/tenant_acme(/.*)?'", '/data/tenant_acme2'],
    ["arguments.path: '^/data/${tenant.id}'", '/data/tenant_acme2'],
    ["arguments.path: '^/data/(?:a|b/)'", '/data/a2'],
    ["arguments.url: '^https://api\\.acme\\.com'", 'https://api.acme.com.evil.example'],
    ["arguments.url: '^https?://api\\.acme\\.com'", 'https://api.acme.com.evil.example'],
    ["arguments.url: '^https://api\\.acme\\.com/v1/tenant_acme'", 'https://api.acme.com/v1/tenant_acme2'],
    ["arguments.namespace: '^tenant_acme'", 'tenant_acme2'],
    ["arguments.to: 'acmecorp\\.com$'", 'eve@evilacmecorp.com'],
    ["arguments.to: '^[^@]+@.*acmecorp\\.com$'", 'eve@evilacmecorp.com'],
    ["arguments.url: 'acme\\.com/?$'", 'https://evilacme.com/'],
  ])('is in %j', (match, text) => {
    const found = findingsOf(code, rule(match));
    expect(found).toMatchObject([{ severity: 'error' }]);
    expect(Object.values(found[0]?.witness?.arguments ?? {})).toEqual([text]);
  });

  it.each([
    ["arguments.path: '^/data/tenant_acme/'"],
    ["arguments.path: '^/data/tenant_acme$'"],
    ["arguments.path: '^/data/tenant_acme(?:/|$)'"],
    ["arguments.path: '^/data/tenant_acme/invoice-'"],
    ["arguments.path: '^/data/tenant_acme/[a-z]+'"],
    ["arguments.path: { all_of: ['^/data/tenant_acme', { path_within: /data/tenant_acme }] }"],
    ["arguments.url: '^https://api\\.acme\\.com/'"],
    ["arguments.to: '@acmecorp\\.com$'"],
    ["arguments.to: '@(?:[a-z]+\\.)?acmecorp\\.com$'"],
    ["arguments.name: '^/data/tenant_acme'"],
  ])('is not in %j', (match) => {
    expect(findingsOf(code, rule(match))).toEqual([]);
  });

  it('is not in a deny', () => {
    expect(findingsOf(code, rule("arguments.path: '^/data/tenant_acme'", 'deny'))).toEqual([]);
  });

  it('is not where a condition before it stops what comes after the edge', () => {
    const guarded = rule("arguments.path: '^/data/tenant_acme'").replace(
      'conditions: [',
      "conditions: [{ match: { arguments.path: '^/data/tenant_acme[^/]' }, action: deny }, ",
    );
    expect(findingsOf(code, guarded)).toEqual([]);
  });

  it('says what to write', () => {
    expect(findingsOf(code, rule("arguments.path: '^/data/${tenant.id}'"))).toMatchObject([
      { help: "write `{ path_within: '/data/${tenant.id}/' }`", fix: { safe: false } },
    ]);
  });
});
