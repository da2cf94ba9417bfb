import { describe, expect, it } from 'vitest';
import { createEngine, createMemoryLimitStore, resolveWorkspace } from '../../src/engine/index.ts';
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

function decide(files: ReadonlyMap<string, string>, tool: string, args: { readonly [key: string]: JsonValue }) {
  const { documents } = readWorkspace(files, defaultConfig);
  const { workspace } = resolveWorkspace(documents, defaultConfig);
  const engine = createEngine(workspace, { clock: () => 0, limits: createMemoryLimitStore() });
  return engine.decide({ tool, arguments: args, context: { tenant_id: 'acme' } }).action;
}

const other = 'tenant_id: xyz\nvars: { domains: [xyz.com], home: xyz-home }\nrules: [{ tool: get_time, action: allow }]\n';

/** One tool whose argument is allowed by a matcher and bounded. */
function workspace(argument: string, matcher: string, boundary: string) {
  return {
    'a.yaml': [
      'tenant_id: acme',
      'vars: { domains: [acme.com, acme.org], home: acme-home }',
      'rules:',
      '  - tool: t',
      '    conditions:',
      `      - match: { arguments.${argument}: ${matcher} }   # why`,
      '        action: allow',
      '',
    ].join('\n'),
    'b.yaml': other,
    'boundaries.yaml': `kind: boundaries\ntools: { t: { arguments.${argument}: ${boundary} } }\n`,
  };
}

const home = "{ path_within: '/data/${tenant.id}/' }";
const homeOrShared = "{ any_of: [{ path_within: '/data/${tenant.id}/' }, { shared: { path_within: /data/shared/ } }] }";
const mail = "{ email: { domains: '${vars.domains}' } }";
const api = "{ url: { hosts: ['${tenant.id}.example.com'], query: any } }";
const keys = "{ key_within: '${tenant.id}:' }";

describe('an escape with a fix is closed by it', () => {
  it.each<readonly [argument: string, matcher: string, boundary: string, written: string, good: string]>([
    ['path', "'^/data/acme/'", home, '{ path_within: /data/acme/ }', '/data/acme/x'],
    ['path', '"^/data/acme/"', home, '{ path_within: /data/acme/ }', '/data/acme/x'],
    ['path', '^/data/acme/', home, '{ path_within: /data/acme/ }', '/data/acme/x'],
    ['path', "'^/data/${tenant.id}/'", home, "{ path_within: '/data/${tenant.id}/' }", '/data/acme/x'],
    ['path', "'^/data/acme'", home, '{ path_within: /data/acme/ }', '/data/acme/x'],
    ['path', "'/data/acme/'", home, '{ path_within: /data/acme/ }', '/data/acme/x'],
    ['path', "'^/data/'", home, home, '/data/acme/x'],
    ['path', "'.*'", home, home, '/data/acme/x'],
    ['path', "'^/data/(acme|shared)/'", homeOrShared, '{ path_within: [/data/acme/, /data/shared/] }', '/data/shared/x'],
    ['path', "'^/data/'", homeOrShared, "{ any_of: [{ path_within: '/data/${tenant.id}/' }, { path_within: /data/shared/ }] }", '/data/shared/x'],
    ['path', "'^/data/.*\\.csv$'", home, `{ all_of: [${home}, '^/data/.*\\.csv$'] }`, '/data/acme/x.csv'],
    ['path', "{ regex: '^/data/acme/' }", home, '{ path_within: /data/acme/ }', '/data/acme/x'],
    ['path', "{ regex: { pattern: '^/data/acme/', ignore_case: true } }", home, `{ all_of: [${home}, { regex: { pattern: '^/data/acme/', ignore_case: true } }] }`, '/data/acme/x'],
    ['path', "{ regex: { ignore_case: false, pattern: '^/data/acme/' } }", home, '{ path_within: /data/acme/ }', '/data/acme/x'],
    ['path', "'^/data/${vars.home}/'", "{ path_within: '/data/${vars.home}/' }", "{ path_within: '/data/${vars.home}/' }", '/data/acme-home/x'],
    ['path', "'^/it''s/acme/'", "{ path_within: '/it''s/${tenant.id}/' }", "{ path_within: '/it''s/acme/' }", "/it's/acme/x"],
    ['to', "'@acme.com$'", mail, '{ email: { domains: [acme.com] } }', 'eve@acme.com'],
    ['to', "'@(acme.com|acme.org)$'", mail, '{ email: { domains: [acme.com, acme.org] } }', 'eve@acme.org'],
    ['to', "'@${vars.domains}$'", mail, "{ email: { domains: ['${vars.domains}'] } }", 'eve@acme.org'],
    ['to', "'@'", mail, `{ all_of: [{ email: { domains: ['\${vars.domains}'] } }, '@'] }`, 'eve@acme.com'],
    ['to', "'@(acme|xyz)\\.com$'", mail, `{ all_of: [{ email: { domains: ['\${vars.domains}'] } }, '@(acme|xyz)\\.com$'] }`, 'eve@acme.com'],
    ['url', "'^https://acme.example.com'", api, '', 'https://acme.example.com/x'],
    ['url', "'^https://'", api, '', 'https://acme.example.com/x?y=1'],
    ['key', "'^acme'", keys, '', 'acme:orders'],
    ['key', "'^acme:'", keys, '', 'acme:orders'],
    ['name', "'^acme'", "{ one_of: [acme, acme-2] }", '', 'acme-2'],
    ['program', "'^ls '", '{ command: { programs: [ls], paths_within: /data/acme/ } }', '', 'ls /data/acme/x'],
  ])('%s %s within %s', (argument, matcher, boundary, written, good) => {
    const texts = workspace(argument, matcher, boundary);
    expect(escapesOf(filesOf(texts)).map(({ fix }) => fix?.safe)).toEqual([false]);
    expect(decide(filesOf(texts), 't', { [argument]: good })).toBe('allow');
    const files = fixed(texts);
    expect(escapesOf(files)).toEqual([]);
    expect(unsoundOf(files)).toEqual([]);
    expect(decide(files, 't', { [argument]: good })).toBe('allow');
    const text = files.get('a.yaml') ?? '';
    const [head, tail] = texts['a.yaml'].split(matcher);
    expect(text.startsWith(head ?? '?') && text.endsWith(tail ?? '?')).toBe(true);
    expect(text.slice(head?.length, text.length - (tail?.length ?? 0))).toBe(written);
  });
});
