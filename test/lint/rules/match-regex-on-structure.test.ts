import { describe, expect, it } from 'vitest';
import { namedKinds } from '../../../src/profile/argument-names.ts';
import { applyFixes } from '../../../src/lint/apply-fixes.ts';
import { filesOf, findingsOf, lintTexts } from '../lint-texts.ts';
import { readRulePage } from '../rule-page.ts';

const code = 'match/regex-on-structure';
const rule = (match: string, action = 'allow'): string =>
  `tenant_id: t\nvars: { domain: acme.example }\nrules:\n  - { tool: query, conditions: [{ match: { ${match} }, action: ${action} }] }\n`;

describe(code, () => {
  it.each([
    ["arguments.path: '^/data/t/'", '{ path_within: /data/t/ }'],
    ["arguments.to: '@${vars.domain}$'", "{ email: { domains: ['${vars.domain}'] } }"],
    ["arguments.url: '^https://api\\.acme\\.com/'", '{ url: { hosts: [api.acme.com] } }'],
    ["arguments.key: '^t:'", "{ key_within: 't:' }"],
    ["arguments.command: '^(?:ls|cat) '", '{ command: { programs: [ls, cat] } }'],
    ["arguments.query: 'tenant_id = 1'", 'a typed matcher, such as `{ sql: '],
    ["arguments.filter: 'tenant_id = 1'", 'a typed matcher, such as `{ filter: '],
  ])('names what to write in place of %j', (match, text) => {
    expect(findingsOf(code, rule(match))).toMatchObject([
      { severity: 'warning', help: expect.stringContaining(text) },
    ]);
  });

  it.each([
    ["arguments.path: '^/data/t/[a-z]+$'"],
    ["arguments.path: '^[a-z]+\\.txt$'"],
    ["arguments.path: '.*'"],
    ["arguments.path: { all_of: [{ path_within: /data/t/ }, '\\.txt$'] }"],
    ["arguments.recipient: '^[A-Z]{2}[0-9]{10}$'"],
    ["arguments.command: '^(?:start|stop)$'"],
    ["arguments.name: '^/data/'"],
  ])('is not in %j', (match) => {
    expect(findingsOf(code, rule(match))).toEqual([]);
  });

  it('is not in a deny', () => {
    expect(findingsOf(code, rule("arguments.path: '^/data/'", 'deny'))).toEqual([]);
  });

  it.each([
    ["'^/data/t/'", '{ path_within: /data/t/ }'],
    ['"^/data/t/"', '{ path_within: /data/t/ }'],
    ['^/data/t/', '{ path_within: /data/t/ }'],
    ["{ regex: { pattern: '^/data/t/', ignore_case: true } }", '{ path_within: /data/t/ }'],
    ["{ regex: { ignore_case: true, pattern: '^/data/t/' } }", '{ path_within: /data/t/ }'],
    ["{ regex: '^/data/t/' }", '{ path_within: /data/t/ }'],
    [
      "{ any_of: [{ exists: false }, '^/data/t/'] }",
      '{ any_of: [{ exists: false }, { path_within: /data/t/ }] }',
    ],
    ["'^/data/t/.+\\.txt$'", "{ all_of: [{ path_within: /data/t/ }, '^/data/t/.+\\.txt$'] }"],
    ["'^/data/${tenant.id}/'", "{ path_within: '/data/${tenant.id}/' }"],
  ])('puts it in place of %s, after which nothing is found', (before, after) => {
    const text = rule(`arguments.path: ${before}`);
    const fixes = findingsOf(code, text).flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
    expect(fixes).toMatchObject([{ safe: false }]);
    const fixed = applyFixes(filesOf(text), fixes).files.get('policy.yaml') ?? '';
    expect(fixed).toBe(rule(`arguments.path: ${after}`));
    const { findings } = lintTexts(fixed);
    expect(findings.filter((finding) => /^(?:match|yaml|schema)\//.test(finding.code))).toEqual([]);
  });

  it.each([
    ["regex:\n              pattern: '^/data/t/'", 'path_within: /data/t/'],
    ["regex:\n              pattern: '^/data/t/'\n              ignore_case: true", 'path_within: /data/t/'],
    ["regex: { pattern: '^/data/t/' }", 'path_within: /data/t/'],
    ["regex: '^/data/t/'", 'path_within: /data/t/'],
  ])('puts it in a block mapping in place of %j', (before, after) => {
    const block = (matcher: string): string =>
      `tenant_id: t\nrules:\n  - tool: x\n    conditions:\n      - match:\n          arguments.path:\n            ${matcher}\n        action: allow\n`;
    const fixes = findingsOf(code, block(before)).flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
    expect(applyFixes(filesOf(block(before)), fixes).files.get('policy.yaml')).toBe(block(after));
  });

  it('takes the boundary where the pattern itself names nothing', () => {
    const files = {
      'policy.yaml': rule("arguments.query: 'org = ''t'''"),
      'boundaries.yaml':
        "kind: boundaries\ntools: { query: { arguments.query: { any_of: [{ shared: { sql: { dialect: postgres, statements: [select], scoped_by: { org: '${tenant.id}' } } } }] } } }\n",
    };
    expect(findingsOf(code, files)).toMatchObject([
      {
        help: "write `{ any_of: [{ sql: { dialect: postgres, statements: [select], scoped_by: { org: '${tenant.id}' } } }] }`",
      },
    ]);
  });

  it('says it once of a pattern that aliases repeat', () => {
    const text = rule("arguments.to: &mail '@acme\\.example$', arguments.cc: *mail, arguments.bcc: *mail");
    expect(findingsOf(code, text)).toHaveLength(1);
  });

  it('has every name on its page', () => {
    const page = readRulePage(code).section('What it finds');
    for (const { kind, names } of namedKinds)
      expect(page).toContain(`| ${kind} | ${names.map((name) => `\`${name}\``).join(', ')}`);
  });

  const delegated = (argument: string): string =>
    `kind: boundaries\ntools: { query: { arguments.${argument}: { delegated: storage.row_level_security } } }\n`;

  it('leaves a query alone whose rows are delegated, and nothing else', () => {
    const found = (argument: string, pattern: string): number =>
      findingsOf(code, {
        'p.yaml': rule(`arguments.${argument}: '${pattern}'`),
        'b.yaml': delegated(argument),
      }).length;
    expect(found('query', '(?i)^select ')).toBe(0);
    expect(found('filter', 'tenant_id = 1')).toBe(0);
    expect(found('path', '^/data/')).toBe(1);
  });

  it('keeps what the pattern asks for beside the matcher of the boundary', () => {
    const boundary = 'kind: boundaries\ntools: { query: { arguments.path: { path_within: /data/t/ } } }\n';
    const help = (pattern: string): unknown =>
      findingsOf(code, { 'p.yaml': rule(`arguments.path: '${pattern}'`), 'b.yaml': boundary })[0]?.help;
    expect(help('\\.csv$')).toBe("write `{ all_of: [{ path_within: /data/t/ }, '\\.csv$'] }`");
    expect(help('^/')).toBe('write `{ path_within: /data/t/ }`');
  });
});
