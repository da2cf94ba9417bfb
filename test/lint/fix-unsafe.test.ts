import { describe, expect, it } from 'vitest';
import { createEngine, createMemoryLimitStore, resolveWorkspace } from '../../src/engine/index.ts';
import { applyFixes } from '../../src/lint/apply-fixes.ts';
import { fixWorkspace } from '../../src/lint/fix-workspace.ts';
import { lintWorkspace } from '../../src/lint/lint-workspace.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';
import { filesOf, type Texts } from './lint-texts.ts';

const options = { today: '2026-06-01' };
const lint = (files: ReadonlyMap<string, string>) => lintWorkspace(files, defaultConfig, options);
const escapesOf = (files: ReadonlyMap<string, string>) =>
  lint(files).findings.filter(({ code }) => /^isolation\/(?:rules-)?escape$/.test(code));
const unsoundOf = (files: ReadonlyMap<string, string>) =>
  lint(files).findings.filter(({ code }) => /^(?:yaml|schema|pattern)\//.test(code));

/** The texts after `--fix --unsafe`. */
function fixed(texts: Texts): ReadonlyMap<string, string> {
  const files = filesOf(texts);
  const { changed } = fixWorkspace(files, defaultConfig, { ...options, unsafe: true });
  return new Map([...files, ...changed]);
}

function decide(
  files: ReadonlyMap<string, string>,
  tool: string,
  args: { readonly [key: string]: JsonValue },
) {
  const { documents } = readWorkspace(files, defaultConfig);
  const { workspace } = resolveWorkspace(documents, defaultConfig);
  const engine = createEngine(workspace, { clock: () => 0, limits: createMemoryLimitStore() });
  return engine.decide({ tool, arguments: args, context: { tenant_id: 'acme' } }).action;
}

const other =
  'tenant_id: xyz\nvars: { domains: [xyz.com], home: xyz-home }\nrules: [{ tool: get_time, action: allow }]\n';

/** One tool whose argument is allowed by a matcher and bounded. */
function workspace(argument: string, matcher: string, boundary: string) {
  return {
    'a.yaml': [
      'tenant_id: acme',
      'vars: { domains: [acme.com, acme.org], home: acme-home }',
      'rules:',
      '  - tool: t',
      '    conditions:',
      `      - match: { 'arguments.${argument}': ${matcher} }   # why`,
      '        action: allow',
      '',
    ].join('\n'),
    'b.yaml': other,
    'boundaries.yaml': `kind: boundaries\ntools: { t: { 'arguments.${argument}': ${boundary} } }\n`,
  };
}

const home = "{ path_within: '/data/${tenant.id}/' }";
const homeOrShared =
  "{ any_of: [{ path_within: '/data/${tenant.id}/' }, { shared: { path_within: /data/shared/ } }] }";
const mail = "{ email: { domains: '${vars.domains}' } }";
const api = "{ url: { hosts: ['${tenant.id}.example.com'], query: any } }";
const command = '{ command: { programs: [ls], paths_within: /data/acme/ } }';
const bounded = `kind: boundaries\ntools: { t: { arguments.path: ${home} } }\n`;
const rule = (matcher: string): string =>
  `  - tool: t\n    conditions:\n      - match:\n          arguments.path: ${matcher}\n        action: allow\n`;
const keys = "{ key_within: '${tenant.id}:' }";

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

describe('YAML around a pattern stays as it is', () => {
  it.each<readonly [what: string, before: string, after: string]>([
    [
      'on a line of its own',
      "\n            '^/data/acme/' # c",
      '\n            { path_within: /data/acme/ } # c',
    ],
    ['over two lines', "'^/data/\n           acme/'", `{ all_of: [${home}, '^/data/ acme/'] }`],
    ['with an anchor that nothing names', "&here '^/data/acme/'", '&here { path_within: /data/acme/ }'],
    ['with a tag', "!!str '^/data/acme/'", "!!str '^/data/acme/'"],
    ['as a block', '|-\n            ^/data/acme/', '|-\n            ^/data/acme/'],
    [
      'as a mapping over lines',
      "\n            regex:\n              pattern: '^/data/acme/'\n              ignore_case: false",
      '\n            path_within: /data/acme/',
    ],
    ['as JSON', '{"regex": {"pattern": "^/data/acme/"}}', '{"regex": {"pattern": "^/data/acme/"}}'],
  ])('%s', (_what, before, after) => {
    for (const end of ['\n', '\r\n']) {
      const text = (matcher: string): string =>
        `# top\ntenant_id: acme\nrules:\n${rule(matcher)}# end\n`.replaceAll('\n', end);
      const files = fixed({ 'a.yaml': text(before), 'boundaries.yaml': bounded });
      expect(files.get('a.yaml')).toBe(text(after));
      expect(unsoundOf(files)).toEqual([]);
    }
  });

  it.each<readonly [what: string, rules: string]>([
    [
      'an alias of the pattern',
      `${rule("&home '^/data/acme/'")}  - { tool: u, conditions: [{ match: { arguments.note: *home }, action: deny }] }\n`,
    ],
    [
      'an alias of the condition',
      `  - tool: t\n    conditions:\n      - &ours { match: { arguments.path: '^/data/acme/' }, action: allow }\n  - { tool: u, conditions: [*ours] }\n`,
    ],
    [
      'a merge key',
      `  - &base { tool: t, conditions: [{ match: { arguments.path: '^/data/acme/' }, action: allow }] }\n  - { <<: *base, tool: u }\n`,
    ],
  ])('what %s repeats is left to a person', (_what, rules) => {
    const text = `tenant_id: acme\nrules:\n${rules}`;
    const files = fixed({ 'a.yaml': text, 'boundaries.yaml': bounded });
    expect(files.get('a.yaml')).toBe(text);
    expect(escapesOf(files).length).toBeGreaterThan(0);
  });
});

describe('fixes that do not go together', () => {
  it('are applied one after the other, what closes an escape first', () => {
    // Its dots are loose, it is open at both ends, and it is a regex over an address that leaves the boundary.
    const texts = workspace('to', "'acme.com'", mail);
    const codes = lint(filesOf(texts)).findings.flatMap(({ code, fix }) => (fix === undefined ? [] : [code]));
    expect(codes).toEqual(expect.arrayContaining(['isolation/rules-escape', 'match/unescaped-dot']));
    expect(fixed(texts).get('a.yaml')).toContain(
      "'arguments.to': { email: { domains: [acme.com] } } }   # why",
    );
  });

  it('stay apart where one would break the values of some tenant', () => {
    const base =
      "kind: template\nname: base\nrules: [{ tool: u, conditions: [{ match: { arguments.path: '^/data/${vars.home}/' }, action: allow }] }]\n";
    const texts = {
      'base.yaml': base,
      'a.yaml': 'tenant_id: acme\nextends: base\nvars: { home: acme }\n',
      // No folder: `path_within` refuses it.
      'b.yaml': "tenant_id: xyz\nextends: base\nvars: { home: '../x' }\n",
      'c.yaml': `tenant_id: other\nrules:\n${rule("'^/data/other/'")}`,
      'boundaries.yaml': bounded,
    };
    const files = fixed(texts);
    expect(unsoundOf(files)).toEqual([]);
    expect(files.get('base.yaml')).toBe(base);
    expect(files.get('c.yaml')).toContain('{ path_within: /data/other/ }');
  });

  it('are only those that keep the meaning where nothing else is asked for', () => {
    const texts = workspace('path', "'^/data/acme/'", home);
    expect(fixWorkspace(filesOf(texts), defaultConfig, options).changed.size).toBe(0);
  });
});
