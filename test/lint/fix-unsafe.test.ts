import { describe, expect, it } from 'vitest';
import { applyFixes } from '../../src/lint/apply-fixes.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { isLong } from '../support/is-long.ts';
import { bounded, decide, escapesOf, fixed, home, mail, rule, unsoundOf, workspace } from './fixed-texts.ts';
import { filesOf } from './lint-texts.ts';

const homeOrShared =
  "{ any_of: [{ path_within: '/data/${tenant.id}/' }, { shared: { path_within: /data/shared/ } }] }";
const api = "{ url: { hosts: ['${tenant.id}.example.com'], query: any } }";
const command = '{ command: { programs: [ls], paths_within: /data/acme/ } }';
const keys = "{ key_within: '${tenant.id}:' }";

const sql = "{ sql: { dialect: postgres, statements: [select], scoped_by: { tenant_id: '${tenant.id}' } } }";
const query = "SELECT * FROM orders WHERE tenant_id = 'acme'";
const filter = "{ filter: { must: { tenant_id: '${tenant.id}' } } }";

// What a boundary's own matcher comes to in a rule.
const ownMail = "{ email: { domains: ['${vars.domains}'] } }";
const ownHomeOrShared =
  "{ any_of: [{ path_within: '/data/${tenant.id}/' }, { path_within: /data/shared/ }] }";

const pairs: readonly (readonly [
  argument: string,
  matcher: string,
  boundary: string,
  written: string,
  good: JsonValue,
])[] = [
  ['path', "'^/data/acme/'", home, '{ path_within: /data/acme/ }', '/data/acme/x'],
  ['query', "'tenant_id\\s*=\\s*''acme'''", sql, sql, query],
  [
    'query',
    "'^SELECT .* FROM orders WHERE tenant_id = ''acme'''",
    sql,
    `{ all_of: [${sql}, '^SELECT .* FROM orders WHERE tenant_id = ''acme'''] }`,
    query,
  ],
  ['path', '"^/data/acme/"', home, '{ path_within: /data/acme/ }', '/data/acme/x'],
  ['path', '^/data/acme/', home, '{ path_within: /data/acme/ }', '/data/acme/x'],
  ['path', "'^/data/${tenant.id}/'", home, home, '/data/acme/x'],
  ['path', "'^/data/acme'", home, '{ path_within: /data/acme/ }', '/data/acme/x'],
  ['path', "'/data/acme/'", home, '{ path_within: /data/acme/ }', '/data/acme/x'],
  ['path', "'^/data/'", home, home, '/data/acme/x'],
  ['path', "'.*'", home, home, '/data/acme/x'],
  [
    'path',
    "'^/data/(acme|shared)/'",
    homeOrShared,
    '{ path_within: [/data/acme/, /data/shared/] }',
    '/data/shared/x',
  ],
  ['path', "'^/data/'", homeOrShared, ownHomeOrShared, '/data/shared/x'],
  ['path', "'^/data/.*\\.csv$'", home, `{ all_of: [${home}, '^/data/.*\\.csv$'] }`, '/data/acme/x.csv'],
  ['path', "{ regex: '^/data/acme/' }", home, '{ path_within: /data/acme/ }', '/data/acme/x'],
  [
    'path',
    "{ regex: { pattern: '^/data/acme/', ignore_case: true } }",
    home,
    '{ path_within: /data/acme/ }',
    '/data/acme/x',
  ],
  [
    'path',
    "{ regex: { ignore_case: false, pattern: '^/data/acme/' } }",
    home,
    '{ path_within: /data/acme/ }',
    '/data/acme/x',
  ],
  [
    'path',
    "'^/data/${vars.home}/'",
    "{ path_within: '/data/${vars.home}/' }",
    "{ path_within: '/data/${vars.home}/' }",
    '/data/acme-home/x',
  ],
  [
    'path',
    "'^/it''s/acme/'",
    "{ path_within: '/it''s/${tenant.id}/' }",
    "{ path_within: '/it''s/acme/' }",
    "/it's/acme/x",
  ],
  [
    'path',
    "'^/data/acme/[^.]*$'",
    home,
    "{ all_of: [{ path_within: /data/acme/ }, '^/data/acme/[^.]*$'] }",
    '/data/acme/x',
  ],
  ['paths[*]', "'^/data/'", home, home, ['/data/acme/x', '/data/acme/y']],
  ['to', "'@acme.com$'", mail, '{ email: { domains: [acme.com] } }', 'eve@acme.com'],
  ['to', "'@(acme.com|acme.org)$'", mail, '{ email: { domains: [acme.com, acme.org] } }', 'eve@acme.org'],
  ['to', "'@${vars.domains}$'", mail, ownMail, 'eve@acme.org'],
  ['to', "'@'", mail, ownMail, 'eve@acme.com'],
  ['to', "'@(acme|xyz)\\.com$'", mail, `{ all_of: [${ownMail}, '@(acme|xyz)\\.com$'] }`, 'eve@acme.com'],
  [
    'url',
    "'^https://acme.example.com'",
    api,
    '{ url: { hosts: [acme.example.com] } }',
    'https://acme.example.com/x',
  ],
  ['url', "'^https://'", api, api, 'https://acme.example.com/x?y=1'],
  ['key', "'^acme'", keys, keys, 'acme:orders'],
  ['key', "'^acme:'", keys, "{ key_within: 'acme:' }", 'acme:orders'],
  ['name', "'^acme'", '{ one_of: [acme, acme-2] }', '{ one_of: [acme, acme-2] }', 'acme-2'],
  // A number is no text: what the boundary takes beyond the regex stays out.
  [
    'name',
    "'^(acme|[a-z]+)$'",
    '{ one_of: [acme, 5] }',
    "{ all_of: [{ one_of: [acme, 5] }, '^(acme|[a-z]+)$'] }",
    'acme',
  ],
  [
    'name',
    "'^a'",
    '{ any_of: [{ exists: false }, { equals: acme }] }',
    "{ all_of: [{ any_of: [{ exists: false }, { equals: acme }] }, '^a'] }",
    'acme',
  ],
  ['program', "'^ls '", command, command, 'ls /data/acme/x'],
];

describe('an escape with a fix is closed by it', () => {
  it.each(pairs)('%s %s within %s', (argument, matcher, boundary, written, good) => {
    const texts = workspace(argument, matcher, boundary);
    const files = filesOf(texts);
    const [first, ...others] = escapesOf(files);
    expect([first?.fix?.safe, others.length]).toEqual([false, 0]);
    const args = { [argument.replace('[*]', '')]: good };
    expect(decide(files, 't', args)).toBe('allow');

    const alone = applyFixes(files, first?.fix === undefined ? [] : [first.fix]).files;
    const all = fixed(texts);
    expect(alone.get('a.yaml')).toBe(texts['a.yaml'].replace(matcher, () => written));
    expect(all.get('a.yaml')).toBe(alone.get('a.yaml'));
    expect([...escapesOf(all), ...unsoundOf(all)]).toEqual([]);
    expect(decide(all, 't', args)).toBe('allow');
  });

  it('is right for every tenant of a template, or is the boundary', () => {
    const files = fixed({
      'base.yaml': `kind: template\nname: base\nrules:\n${rule("'^/data/acme/'")}`,
      'a.yaml': 'tenant_id: acme\nextends: base\n',
      'b.yaml': 'tenant_id: xyz\nextends: base\n',
      'boundaries.yaml': bounded,
    });
    expect(files.get('base.yaml')).toContain(`arguments.path: { all_of: [${home}, '^/data/acme/'] }`);
    expect(escapesOf(files)).toEqual([]);
  });
});

describe('what nothing asks about gets the boundary', () => {
  it.each<readonly [what: string, before: string, after: string]>([
    [
      'a rule that allows all',
      '  - tool: t\n    action: allow # all\n',
      `  - tool: t\n    conditions: [{ match: { arguments.path: ${home} }, action: allow }] # all\n`,
    ],
    [
      'a rule in one line',
      '  - { tool: t, action: allow }\n',
      `  - { tool: t, conditions: [{ match: { arguments.path: ${home} }, action: allow }] }\n`,
    ],
    [
      'a condition about something else',
      "  - tool: t\n    conditions:\n      - match:\n          arguments.mode: '^r$'\n        action: allow\n",
      `  - tool: t\n    conditions:\n      - match:\n          arguments.path: ${home}\n          arguments.mode: '^r$'\n        action: allow\n`,
    ],
    [
      'a condition in one line',
      "  - { tool: t, conditions: [{ match: {arguments.mode: '^r$'}, action: allow }] }\n",
      `  - { tool: t, conditions: [{ match: {arguments.path: ${home}, arguments.mode: '^r$'}, action: allow }] }\n`,
    ],
    [
      'a rule about two tools',
      '  - { tool: [t, u], action: allow }\n',
      '  - { tool: [t, u], action: allow }\n',
    ],
  ])('%s', (_what, before, after) => {
    const files = fixed({ 'a.yaml': `tenant_id: acme\nrules:\n${before}`, 'boundaries.yaml': bounded });
    expect(files.get('a.yaml')).toBe(`tenant_id: acme\nrules:\n${after}`);
    expect(escapesOf(files).length).toBe(before === after ? 1 : 0);
    expect(unsoundOf(files)).toEqual([]);
  });
});

describe('a filter', () => {
  it.each([
    ['arguments.filter: { exists: true }', `arguments.filter: ${filter}`],
    ['arguments.filter: \'"tenant_id":"acme"\'', `arguments.filter: ${filter}`],
    [
      "arguments.filter.tenant_id: '^acme'",
      `arguments.filter: ${filter}, arguments.filter.tenant_id: '^acme'`,
    ],
  ])('takes the place of, or joins, { %s }', (before, after) => {
    const files = fixed({
      'a.yaml': `tenant_id: acme\nrules: [{ tool: t, conditions: [{ match: { ${before} }, action: allow }] }]\n`,
      'b.yaml': 'tenant_id: xyz\n',
      'boundaries.yaml': `kind: boundaries\ntools: { t: { arguments.filter: ${filter} } }\n`,
    });
    expect(files.get('a.yaml')).toContain(`match: { ${after} }`);
    expect(escapesOf(files)).toEqual([]);
    expect(unsoundOf(files)).toEqual([]);
    expect(decide(files, 't', { filter: { tenant_id: 'acme' } })).toBe('allow');
    expect(decide(files, 't', { filter: { $or: [{ tenant_id: 'acme' }, { tenant_id: 'xyz' }] } })).toBe(
      'deny',
    );
  });
});

describe('the text around a fix', () => {
  const asWindows = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`;

  // Where the text stands does not depend on what it asks: each time a few of them show it.
  const some = pairs.filter((_, at) => isLong || at % 4 === 0);
  it.each(some.map(([argument, matcher, boundary]) => [argument, matcher, boundary] as const))(
    'keeps line ends, a byte order mark and comments: %s by %s within %s',
    (argument, matcher, boundary) => {
      const texts = workspace(argument, matcher, boundary);
      const windows = Object.fromEntries(
        Object.entries(texts).map(([file, text]) => [file, asWindows(text)]),
      );
      const after = fixed(texts);
      expect(after.get('a.yaml')).toContain('   # why\n');
      expect(fixed(windows)).toEqual(new Map([...after].map(([file, text]) => [file, asWindows(text)])));
    },
  );
});
