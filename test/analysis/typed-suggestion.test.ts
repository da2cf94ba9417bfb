import { describe, expect, it } from 'vitest';
import type { ArgumentKind } from '../../src/profile/argument-names.ts';
import { matcherFlow } from '../../src/analysis/matcher-flow.ts';
import { suggestMatcher } from '../../src/analysis/typed-suggestion.ts';
import type { Matcher } from '../../src/model/matcher.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';

/** The matcher as it is read where it stands in a boundary, or else a rule. */
function matcherOf(flow: string, where: 'boundary' | 'rule' = 'rule'): Matcher {
  const text =
    where === 'rule'
      ? `tenant_id: t\nrules: [{ tool: x, conditions: [{ match: { arguments.a: ${flow} }, action: deny }] }]\n`
      : `kind: boundaries\ntools: { x: { arguments.a: ${flow} } }\n`;
  const { documents, diagnostics } = readWorkspace(new Map([['a.yaml', text]]), defaultConfig);
  expect(diagnostics).toEqual([]);
  const [document] = documents;
  const entry = document?.kind === 'boundaries' ? document.tools[0]?.entries[0] : undefined;
  const match = document?.kind === 'tenant' ? document.rules[0]?.conditions[0]?.match[0] : entry;
  if (match === undefined || !('matcher' in match)) throw new Error(`no matcher in ${text}`);
  return match.matcher;
}

function suggested(kind: ArgumentKind, pattern: string, boundary?: string): string | undefined {
  const regex = matcherOf(pattern.startsWith('{') ? pattern : `'${pattern.replaceAll("'", "''")}'`);
  if (regex.kind !== 'regex') throw new Error('no regex');
  const bound = boundary === undefined ? undefined : matcherOf(boundary, 'boundary');
  return suggestMatcher(regex, kind, undefined, bound)?.text;
}

const withoutPlaces = (matcher: Matcher): unknown =>
  JSON.parse(JSON.stringify(matcher, (key, value: unknown) => (key === 'place' ? undefined : value)));

describe('suggestMatcher', () => {
  it.each<readonly [ArgumentKind, string, string | undefined]>([
    ['path', '^/data/tenant_acme/', '{ path_within: /data/tenant_acme/ }'],
    ['path', '/data/tenant_acme/', '{ path_within: /data/tenant_acme/ }'],
    ['path', '^/data/tenant_acme', '{ path_within: /data/tenant_acme/ }'],
    ['path', '^/data/tenant_acme(/.*)?$', '{ path_within: /data/tenant_acme/ }'],
    ['path', '^/data/${tenant.id}/', "{ path_within: '/data/${tenant.id}/' }"],
    ['path', '^/data/(?:a|b)/', '{ path_within: [/data/a/, /data/b/] }'],
    ['path', '^/data/a/[a-z]+$', "{ all_of: [{ path_within: /data/a/ }, '^/data/a/[a-z]+$'] }"],
    ['path', "^/it''s/a/", "{ path_within: '/it''''s/a/' }"],
    ['path', '^/data/a\\.txt$', '{ equals: /data/a.txt }'],
    ['path', '^/(?:a|b)$', '{ one_of: [/a, /b] }'],
    ['path', '{ regex: { pattern: ^/Data/, ignore_case: true } }', '{ path_within: /data/ }'],
    ['path', '^/', undefined],
    ['path', '^/a/../b/', undefined],
    ['path', '^data/', undefined],
    ['path', '\\.pdf$', undefined],
    ['path', '[/', undefined],
    ['key', '^tenant_acme:', "{ key_within: 'tenant_acme:' }"],
    [
      'key',
      '^tenant_acme:orders/[0-9]+$',
      "{ all_of: [{ key_within: 'tenant_acme:orders/' }, '^tenant_acme:orders/[0-9]+$'] }",
    ],
    ['key', '^tenant_acme$', '{ equals: tenant_acme }'],
    ['key', '^tenant_acme', undefined],
    ['email', '@acmecorp.com$', '{ email: { domains: [acmecorp.com] } }'],
    ['email', '@acmecorp\\.com', '{ email: { domains: [acmecorp.com] } }'],
    ['email', '^[^@\\s]+@(?:acme|globex)\\.com$', '{ email: { domains: [acme.com, globex.com] } }'],
    [
      'email',
      '^[a-z]{1,3}@acme\\.com$',
      "{ all_of: [{ email: { domains: [acme.com] } }, '^[a-z]{1,3}@acme\\.com$'] }",
    ],
    ['email', '@(?:[a-z]+\\.)?acme\\.com$', '{ email: { domains: [acme.com], subdomains: true } }'],
    ['email', '@${vars.domain}$', "{ email: { domains: ['${vars.domain}'] } }"],
    ['email', '^ops@acme\\.com$', "{ equals: 'ops@acme.com' }"],
    ['email', 'acme', undefined],
    ['url', '^https://api\\.acme\\.com/', '{ url: { hosts: [api.acme.com] } }'],
    ['url', '^https://api.acme.com', '{ url: { hosts: [api.acme.com] } }'],
    [
      'url',
      '^https?://api\\.acme\\.com(?:/|$)',
      '{ url: { schemes: [https, http], hosts: [api.acme.com] } }',
    ],
    [
      'url',
      '^https://api\\.acme\\.com:8443/v1/',
      '{ url: { hosts: [api.acme.com], ports: [8443], path_prefix: /v1/ } }',
    ],
    [
      'url',
      '^https://api\\.acme\\.com/t/${tenant.id}/',
      "{ url: { hosts: [api.acme.com], path_prefix: '/t/${tenant.id}/' } }",
    ],
    ['url', '^https://[^/]+\\.acme\\.com/', "{ url: { hosts: ['*.acme.com'] } }"],
    ['url', '\\.acme\\.com/?$', "{ url: { hosts: ['*.acme.com'] } }"],
    ['url', '^https?://', undefined],
    ['url', '^https://api\\.acme\\.com[a-z]', undefined],
    ['command', '^(ls|cat) ', '{ command: { programs: [ls, cat] } }'],
    ['command', '^ls\\b.*', '{ command: { programs: [ls] } }'],
    ['command', '^git status', "{ all_of: [{ command: { programs: [git] } }, '^git status'] }"],
    ['command', '^(?:start|stop)$', '{ one_of: [start, stop] }'],
    ['command', 'ls', undefined],
    ['sql', "tenant_id = 'a'", undefined],
    ['text', '^/a/', undefined],
  ])('%s %j', (kind, pattern, text) => {
    expect(suggested(kind, pattern)).toBe(text);
  });

  it('falls back on the boundary, without what marks parts as shared', () => {
    const boundary =
      "{ any_of: [{ path_within: '/data/${tenant.id}/' }, { shared: { path_within: /shared } }] }";
    expect(suggested('path', '\\.pdf$', boundary)).toBe(
      "{ any_of: [{ path_within: '/data/${tenant.id}/' }, { path_within: /shared }] }",
    );
    expect(suggested('path', '^/a/', boundary)).toBe('{ path_within: /a/ }');
    expect(suggested('path', '\\.pdf$', "'^/a/'")).toBeUndefined();
  });

  it("holds a tenant's values to the form", () => {
    const regex = matcherOf("'^/data/${vars.folder}/'");
    if (regex.kind !== 'regex') throw new Error('no regex');
    const bindings = (folder: string) => ({ tenantId: 't', vars: new Map([['folder', folder]]) });
    expect(suggestMatcher(regex, 'path', bindings('a'))?.text).toBe(
      "{ path_within: '/data/${vars.folder}/' }",
    );
    expect(suggestMatcher(regex, 'path', bindings('..'))).toBeUndefined();
    expect(suggestMatcher(regex, 'path', { tenantId: 't', vars: new Map() })).toBeUndefined();
  });
});

describe('matcherFlow', () => {
  it.each([
    "'^a|b''c$'",
    "{ regex: { pattern: 'a$${x}', ignore_case: true } }",
    '{ equals: yes-sir }',
    "{ one_of: ['true', true, 7, '7', 'no', '${tenant.id}'] }",
    '{ contains_any: [a, b] }',
    "{ path_within: [/a/, '/${context.user}'] }",
    "{ key_within: 'a:' }",
    "{ url: { schemes: [http], hosts: ['*.a.example', '[::1]'], ports: [80, 8080], path_prefix: '/a b', query: any } }",
    '{ url: { hosts: [a.example] } }',
    "{ email: { domains: [a.example, '${vars.d}'], subdomains: true } }",
    '{ ip_in: [10.0.0.0/8] }',
    "{ number: { min: 1, max: '${vars.MAX}', integer: true } }",
    '{ length: { max: 5 } }',
    "{ sql: { dialect: postgres, statements: [select], tables: [a], shared_tables: [b], functions: [lower], scoped_by: { a: 1, b: '${tenant.id}' } } }",
    "{ filter: { dialect: mongo, must: { 'a.b': '${tenant.id}' } } }",
    '{ command: { programs: [ls], paths_within: /a/ } }',
    '{ all_of: [{ exists: true }, { not: a }, { any_of: [a, { exists: false }] }] }',
  ])('is read as what it was written of: %s', (flow) => {
    const matcher = matcherOf(flow.replace("'/a b'", "'/a'"));
    expect(withoutPlaces(matcherOf(matcherFlow(matcher)))).toEqual(withoutPlaces(matcher));
  });
});
