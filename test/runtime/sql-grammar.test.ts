import { describe, expect, it } from 'vitest';
import { buildBundle } from '../../src/bundle/build-bundle.ts';
import { resolveWorkspace, usesSql } from '../../src/engine/index.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import type { EffectiveWorkspace } from '../../src/model/workspace.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';
import { loadSqlGrammar, openBundle } from '../../src/runtime/index.ts';
import { buildOptions } from '../bundle/bundles.ts';

const matcher =
  "{ sql: { dialect: postgres, statements: select, scoped_by: { tenant_id: '${tenant.id}' } } }";
const rule = (match: string): string =>
  `rules: [{ tool: q, conditions: [{ match: ${match}, action: allow }] }]`;

function workspaceOf(files: { readonly [file: string]: string }): EffectiveWorkspace {
  const { documents } = readWorkspace(new Map(Object.entries(files)), defaultConfig);
  return resolveWorkspace(documents, defaultConfig).workspace;
}

const asking = workspaceOf({ 'a.yaml': `tenant_id: a\n${rule(`{ arguments.q: ${matcher} }`)}\n` });

describe('a bundle with sql', () => {
  const built = buildBundle(asking, buildOptions);
  const decide = (options: object, query: string): string => {
    if (!built.ok) throw new Error(built.problem);
    const opened = openBundle(built.bytes, { unsigned: 'allow', now: Date.UTC(2026, 0, 1), ...options });
    if (!opened.ok) throw new Error(opened.problem.message);
    return opened.runtime.decide({ tool: 'q', arguments: { q: query }, context: { tenant_id: 'a' } }).code;
  };

  it('is judged by the grammar that is given', async () => {
    const sql = await loadSqlGrammar();
    expect(decide({ sql }, "SELECT * FROM t WHERE tenant_id = 'a'")).toBe('rule');
    expect(decide({ sql }, "SELECT * FROM t WHERE tenant_id = 'b'")).toBe('default_action');
    expect(decide({ sql }, 'SELECT')).toBe('rule');
    expect(decide({ sql }, '')).toBe('argument_unjudgeable');
  });

  it('lets nothing through without one, or with one that breaks', () => {
    const broken = {
      parse: () => {
        throw new Error('out of memory');
      },
    };
    for (const options of [{}, { sql: broken }])
      expect(decide(options, "SELECT * FROM t WHERE tenant_id = 'a'")).toBe('argument_unjudgeable');
  });
});

describe('usesSql', () => {
  it.each([
    ['a rule', { 'a.yaml': `tenant_id: a\n${rule(`{ arguments.q: { not: ${matcher} } }`)}\n` }, true],
    ['no rule', { 'a.yaml': `tenant_id: a\n${rule('{ arguments.q: sql }')}\n` }, false],
    [
      'a boundary',
      {
        'a.yaml': 'tenant_id: a\n',
        'b.yaml': `kind: boundaries\ntools: { q: { arguments.q: ${matcher} } }\n`,
      },
      true,
    ],
    [
      'the baseline',
      {
        'a.yaml': 'tenant_id: a\n',
        'b.yaml': `kind: baseline\n${rule(`{ arguments.q: ${matcher} }`).replace('allow', 'deny')}\n`,
      },
      true,
    ],
  ])('looks into %s', (_, files, expected) => expect(usesSql(workspaceOf(files))).toBe(expected));
});
