import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveWorkspace } from '../../../src/engine/resolve-workspace.ts';
import { lintWorkspace } from '../../../src/lint/lint-workspace.ts';
import { toolsInUse } from '../../../src/lint/tools-in-use.ts';
import { defaultConfig } from '../../../src/model/workspace-config.ts';
import { readDocument } from '../../../src/parse/read-document.ts';
import { readWorkspace } from '../../../src/parse/read-workspace.ts';
import { topLevel } from '../../../src/profile/match-profiles.ts';
import { serverProfiles } from '../../../src/profile/profiles.ts';
import type { ToolProfile } from '../../../src/profile/server-profile.ts';
import { draftBoundaries } from '../../../src/tools/draft/draft-boundaries.ts';
import { draftYaml } from '../../../src/tools/draft/draft-yaml.ts';
import { importTools } from '../../../src/tools/import-tools.ts';
import { readToolList } from '../../../src/tools/read-tool-list.ts';
import { toolsYaml } from '../../../src/tools/tools-yaml.ts';
import { runs } from '../../support/is-long.ts';

type Files = Readonly<Record<string, string>>;

const draftOf = (files: Files) => {
  const reading = readWorkspace(new Map(Object.entries(files)), defaultConfig);
  const { workspace } = resolveWorkspace(reading.documents, defaultConfig);
  const used = toolsInUse(workspace).map(({ tool }) => tool.value);
  return draftBoundaries(reading.documents, workspace, used);
};
/** What was drafted, by tool and path; why, where nothing was. */
const drafted = (files: Files) =>
  Object.fromEntries(
    draftOf(files).flatMap((each): readonly (readonly [string, string])[] =>
      each.kind === 'bounded'
        ? each.entries.map(({ path, value }) => [`${each.tool} ${path}`, value])
        : [[each.tool, each.kind === 'none' ? 'none' : each.why]],
    ),
  );
const tenant = (id: string, rest: string) => ({ [`${id}.yaml`]: `tenant_id: ${id}\n${rest}` });
const allow = (tool: string, match?: string) =>
  match === undefined
    ? `rules: [{ tool: ${tool}, action: allow }]\n`
    : `rules: [{ tool: ${tool}, conditions: [{ match: { ${match} }, action: allow }] }]\n`;
const tools = (text: string) => ({ 'tools.yaml': `kind: tools\ntools:\n${text}` });
const own = "{ equals: '${tenant.id}' }";

describe('draftBoundaries', () => {
  it.each<[string, Files, Record<string, string>]>([
    [
      'a name',
      tenant('a', allow('x', 'arguments.path: /y, arguments.note: z')),
      { 'x arguments.path': "{ path_within: '/data/${tenant.id}/' }" },
    ],
    [
      'a folder as a rule writes it',
      tenant('a', allow('x', 'arguments.file: { path_within: /srv/a/f/ }')),
      { 'x arguments.file': "{ path_within: '/srv/${tenant.id}/' }" },
    ],
    [
      'as a template writes it',
      {
        ...tenant('a', 'extends: t\n'),
        't.yaml': `kind: template\nname: t\n${allow('x', "arguments.file: { path_within: '/t/${tenant.id}/' }")}`,
      },
      { 'x arguments.file': "{ path_within: '/t/${tenant.id}/' }" },
    ],
    [
      'as a regex writes it',
      tenant('a', allow('x', "arguments.file: '^/r/a/.*'")),
      { 'x arguments.file': "{ path_within: '/r/${tenant.id}/' }" },
    ],
    [
      'as the posture says it',
      tenant('a', `isolation: { storage: { path_prefix: /p/a/ } }\n${allow('x', 'arguments.file: y')}`),
      { 'x arguments.file': "{ path_within: '/p/${tenant.id}/' }" },
    ],
    [
      'not as a deny writes it',
      tenant(
        'a',
        'rules: [{ tool: x, conditions: [{ match: { arguments.file: { path_within: /no/a/ } }, action: deny }, { match: { arguments.file: b }, action: allow }] }]\n',
      ),
      { 'x arguments.file': "{ path_within: '/data/${tenant.id}/' }" },
    ],
    [
      'what its rules say before what others say',
      {
        ...tenant(
          'a',
          allow(
            'x',
            "arguments.order: { key_within: 'k:a:orders/' }, arguments.owner: { equals: a }, arguments.sum: { number: { max: 5 } }",
          ),
        ),
        ...tenant(
          'b',
          "rules: [{ tool: x, action: deny }, { tool: 'y_*', conditions: [{ match: { arguments.key: { key_within: 'z:b:q/' } }, action: allow }] }]\n",
        ),
        ...tools(
          '  x: { input_schema: { properties: { order: {}, owner: {}, sum: {} } } }\n  y_1: { input_schema: { properties: { key: {} } } }\n',
        ),
      },
      {
        'x arguments.order': "{ key_within: 'k:${tenant.id}:' }",
        'x arguments.owner': own,
        'y_1 arguments.key': "{ key_within: 'z:${tenant.id}:' }",
      },
    ],
    [
      'of tools that are likely a server’s, what the server demands and policies name',
      tenant(
        'a',
        'rules: [{ tool: send_email, conditions: [{ match: { arguments.cc: x }, action: allow }] }, { tool: draft_email, action: deny }]\n',
      ),
      { 'send_email arguments.to[*]': 'open', 'send_email arguments.cc[*]': 'open' },
    ],
    [
      'a tool that the tools documents do not list',
      { ...tenant('a', allow('[x, y]', 'arguments.path: z')), ...tools('  x: {}\n') },
      {
        'x arguments.path': "{ path_within: '/data/${tenant.id}/' }",
        y: 'the tools documents list others, and not this one',
      },
    ],
    [
      'an owner that a rule calls the tenant',
      tenant(
        'a',
        `vars: { slack_channels: C1 }\n${allow('slack_post_message', "arguments.channel_id: { equals: '${tenant.id}' }")}`,
      ),
      { 'slack_post_message arguments.channel_id': own },
    ],
    [
      'an id that is part of another word',
      tenant('a', allow('x', 'arguments.file: { path_within: /data/abc/a.b/ }')),
      { 'x arguments.file': "{ path_within: '/data/${tenant.id}/' }" },
    ],
    [
      'a key, and a namespace',
      tenant('a', allow('x', "arguments.key: { key_within: 'k:a:' }, arguments.namespace: n")),
      { 'x arguments.key': "{ key_within: 'k:${tenant.id}:' }", 'x arguments.namespace': own },
    ],
    [
      'a tools document',
      {
        ...tenant('a', allow('x')),
        ...tools(
          '  x: { effect: write, arguments: { q: sql, w: text } , input_schema: { properties: { u: {} } } }\n',
        ),
      },
      {
        'x arguments.q':
          "{ sql: { dialect: postgres, statements: [select, insert, update, delete], scoped_by: { tenant_id: '${tenant.id}' } } }",
      },
    ],
    [
      'an odd name',
      {
        ...tenant('a', allow('x')),
        ...tools('  x: { arguments: { "odd key": path } , input_schema: {} }\n'),
      },
      { 'x arguments["odd key"]': "{ path_within: '/data/${tenant.id}/' }" },
    ],
    [
      'nothing that tells',
      tenant('a', allow('x', 'arguments.note: y')),
      { x: 'nothing tells what note holds; describe it in a tools document (policy tools import)' },
    ],
    [
      'a glob that nobody lists',
      tenant('a', allow("'x_*'")),
      { 'x_*': 'it stands for names that nobody listed; describe its tools in a tools document' },
    ],
    [
      'a glob that somebody lists',
      { ...tenant('a', allow("'x_*'")), ...tools('  x_a: { arguments: { url: url } }\n  y: {}\n') },
      { 'x_a arguments.url': 'open' },
    ],
    [
      'a tool that has a boundary',
      {
        ...tenant('a', allow('[x, y, z1]', 'arguments.to: b')),
        'b.yaml': "kind: boundaries\ntools: { x: none, 'z*': none }\n",
      },
      { 'y arguments.to': 'open' },
    ],
    [
      'a variable that every tenant gives',
      {
        ...tenant(
          'a',
          `vars: { slack_channels: [C1] }\n${allow('slack_post_message', 'arguments.channel_id: b')}`,
        ),
      },
      { 'slack_post_message arguments.channel_id': "{ one_of: ['${vars.slack_channels}'] }" },
    ],
    [
      'a variable that some give',
      {
        ...tenant(
          'a',
          `vars: { slack_channels: C1 }\n${allow('slack_post_message', 'arguments.channel_id: b')}`,
        ),
        ...tenant('b', ''),
      },
      { 'slack_post_message arguments.channel_id': own },
    ],
    [
      'a store that the posture sets apart',
      {
        ...tenant(
          'a',
          `isolation: { caches: { memory: per_tenant } }\n${allow('[read_graph, search_nodes]')}`,
        ),
      },
      {
        'read_graph context.tenant_id': '{ delegated: caches.memory }',
        'search_nodes context.tenant_id': '{ delegated: caches.memory }',
      },
    ],
    ['a tool that no tenant may use', tenant('a', 'rules: [{ tool: x, action: deny }]\n'), {}],
  ])('%s', (_, files, expected) => {
    expect(drafted(files)).toEqual(expected);
  });

  it('leaves a store out that nothing sets apart', () => {
    const files = tenant(
      'a',
      `isolation: { caches: { memory: shared } }\n${allow('[read_graph, search_nodes]')}`,
    );
    expect(drafted(files).read_graph).toContain('declare caches.memory: per_tenant');
  });
});

describe('a draft', () => {
  /** As `policy tools import` writes it, kinds of arguments included. */
  const imported = (listed: readonly ToolProfile[], server: string | undefined) => {
    const list = listed.map((tool) => ({
      name: tool.name,
      inputSchema: { properties: Object.fromEntries([...topLevel(tool).keys()].map((name) => [name, {}])) },
    }));
    const reading = readToolList(JSON.stringify(list));
    if (!reading.ok) throw new Error(reading.problems[0]?.message);
    return toolsYaml(
      importTools(
        reading.tools,
        serverProfiles.find((each) => each.server === server),
      ),
    );
  };
  const posture =
    'isolation: { storage: { model: silo }, vectors: { mode: index }, caches: { memory: per_tenant }, credentials: { gmail: x, slack: y, github: z } }';
  const names = [undefined, ...serverProfiles.map(({ server }) => server)];

  // Rules that every draft has to live with: what the policies get wrong is theirs.
  const ofPolicies =
    /^(?:isolation\/(?:rules-escape|approval-escape|escape|missing-boundary)|approval\/|plan\/|posture\/|fleet\/|logging\/)/;

  it.each(names)('for the tools of %s loads, and is no error of its own', (server) => {
    const profiles = serverProfiles.filter((each) => server === undefined || each.server === server);
    const listed = profiles.flatMap((profile) => profile.tools);
    const files: Record<string, string> = {
      ...tenant(
        'acme',
        `${posture.replace(/\b([xyz])\b/g, 'a$1')}\n${allow(`[${listed.map(({ name }) => name).join(', ')}]`)}`,
      ),
      ...tenant(
        'globex',
        `${posture.replace(/\b([xyz])\b/g, 'g$1')}\n${allow(`[${listed.map(({ name }) => name).join(', ')}]`)}`,
      ),
      'tools.yaml': imported(listed, server),
    };
    const text = draftYaml(draftOf(files));
    const result = lintWorkspace(
      new Map(Object.entries({ ...files, 'boundaries.yaml': text })),
      defaultConfig,
      {
        today: '2026-01-01',
      },
    );
    const own = result.findings.filter(
      ({ code, severity, file }) =>
        severity === 'error' && (file === 'boundaries.yaml' || !ofPolicies.test(code)),
    );
    expect(own.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    expect(draftOf({ ...files, 'boundaries.yaml': text }).every(({ kind }) => kind === 'left out')).toBe(
      true,
    );
  });

  it('says of hostile names what they are', () => {
    const text = draftYaml([
      { tool: 'a\u202e', kind: 'none', why: 'x\n  y: none' },
      { tool: 'b\n', kind: 'left out', why: 'x\n  y: none' },
    ]);
    expect(text).toContain('"a\\u202e": none # x\\u{a}  y: none\n');
    expect(text.endsWith('#   b\\u{a}: x\\u{a}  y: none\n')).toBe(true);
  });

  it('loads whatever arguments are called', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
      fc.constantFrom(
        'path',
        'constructor',
        'a"b',
        "it's",
        'a]b',
        '[*]',
        'a.b',
        '\n',
        '\\',
        '$' + '{x}',
        ' ',
        '#',
      ),
    );
    const kind = fc.constantFrom('path', 'url', 'email', 'sql', 'filter', 'key', 'command', 'text');
    fc.assert(
      fc.property(
        fc.dictionary(
          name.filter((each) => each !== '__proto__'),
          kind,
        ),
        (args) => {
          const toolsText = JSON.stringify({
            kind: 'tools',
            tools: { x: { arguments: args, input_schema: {} } },
          });
          // What no tools document can hold is not drafted either.
          fc.pre(readDocument('tools.yaml', toolsText).diagnostics.length === 0);
          const text = draftYaml(draftOf({ ...tenant('a', allow('x')), 'tools.yaml': toolsText }));
          const bounded = Object.values(args).filter((each) => each !== 'text').length;
          fc.pre(bounded > 0 && !text.includes('a reference begins in it'));
          const reading = readDocument('boundaries.yaml', text);
          expect(reading.diagnostics).toEqual([]);
          const [document] = reading.documents;
          expect(document?.kind === 'boundaries' && document.tools[0]?.entries.length).toBe(bounded);
        },
      ),
      { numRuns: runs(70, 2000) },
    );
  });
});
