import { describe, expect, it } from 'vitest';
import { engineFor } from '../../support/engine-for.ts';
import { findingsOf, lintTexts, markedBy } from '../lint-texts.ts';

const code = 'invariant/broken';
const never = (...items: readonly string[]): string =>
  `kind: invariants\nnever:\n${items.map((item) => `  - { ${item} }\n`).join('')}`;
const tenant = (id: string, rules: string, more = ''): string =>
  `tenant_id: ${id}\n${more}rules: [${rules}]\n`;
const allow = (matcher: string, tool = 'read'): string =>
  `{ tool: ${tool}, conditions: [{ match: { arguments.path: ${matcher} }, action: allow }] }`;
const messages = (texts: Record<string, string>): readonly string[] =>
  findingsOf(code, texts).map(({ severity, message }) => `${severity}: ${message}`);

const noEtc = never("id: no-etc, tool: read, match: { arguments.path: '^/etc/' }, action: allow");

describe(code, () => {
  it('points at what decides the call, which the engine decides so', () => {
    const texts = { 'a.yaml': tenant('a', allow("'^/'")), 'never.yaml': noEtc };
    expect(markedBy(code, texts)).toEqual(['a.yaml:2:79 allow']);
    const [finding] = findingsOf(code, texts);
    expect(finding).toMatchObject({
      severity: 'error',
      message: 'a breaks no-etc: a call of read is allowed',
      help: 'narrow what decides the call, or deny such calls above it or in the baseline; no-etc is at never.yaml:3',
      tenant: 'a',
      rule: 'read#0',
      tool: 'read',
      causes: ['never.yaml'],
      witness: { tool: 'read', arguments: { path: '/etc/' }, context: { tenant_id: 'a' }, kind: 'decision' },
    });
    if (finding?.witness === undefined) throw new Error('no witness');
    const engine = engineFor({ 'a.yaml': texts['a.yaml'] });
    expect(engine.decide(finding.witness)).toMatchObject({ action: 'allow', policy: { rule: 'read#0' } });
  });

  const mails =
    "kind: baseline\nrules: [{ tool: read, conditions: [{ match: { arguments.path: '^/etc' }, action: deny }] }]\n";
  const bounded =
    "kind: boundaries\ntools: { read: { arguments.path: { path_within: '/data/${tenant.id}/' } } }\n";

  it.each<readonly [what: string, texts: Record<string, string>]>([
    ['the rules let none pass', { 'a.yaml': tenant('a', allow("'^/data/'")) }],
    ['no rule lets any pass', { 'a.yaml': tenant('a', '{ tool: read, action: deny }') }],
    ['it needs approval', { 'a.yaml': tenant('a', '{ tool: read, action: require_approval }') }],
    ['the baseline denies it', { 'a.yaml': tenant('a', allow("'^/'")), 'b.yaml': mails }],
    [
      'the baseline denies it, whatever the tenant',
      { 'a.yaml': tenant('a', allow("'/${tenant.id}/'")), 'b.yaml': mails },
    ],
    ['an enforced boundary denies it', { 'a.yaml': tenant('a', allow("'^/'")), 'b.yaml': bounded }],
    ['the tenant is suspended', { 'a.yaml': tenant('a', allow("'^/'"), 'status: suspended\n') }],
    [
      'the plan asks for approval',
      {
        'a.yaml': tenant('a', allow("'^/'"), 'plan: p\n'),
        'p.yaml': 'plans: { p: { approvals: required } }\n',
      },
    ],
    [
      'the plan does not entitle to the tool',
      { 'a.yaml': tenant('a', allow("'^/'"), 'plan: p\n'), 'p.yaml': 'plans: { p: { tools: [x] } }\n' },
    ],
  ])('holds where %s', (_, texts) => {
    expect(messages({ ...texts, 'never.yaml': noEtc })).toEqual([]);
  });

  it('looks at boundaries that are enforced, not at those that are not', () => {
    const texts = { 'a.yaml': tenant('a', allow("'^/'")), 'never.yaml': noEtc };
    expect(messages({ ...texts, 'b.yaml': bounded.replace('tools', 'enforce: false\ntools') })).toEqual([
      'error: a breaks no-etc: a call of read is allowed',
    ]);
  });

  it('stands for every tool that it names, and every decision', () => {
    const texts = {
      'a.yaml': tenant('a', "{ tool: ['delete_*', drop], action: allow }, { tool: read, action: deny }"),
      'never.yaml': never(
        "id: no-delete, tool: ['delete_*', drop], action: allow",
        'id: readable, tool: read, action: deny',
        'id: no-ask, tool: drop, action: require_approval',
        "id: no-default, tool: 'never_*', action: deny",
      ),
    };
    expect(messages(texts)).toEqual([
      'error: a breaks no-default: a call of never_ is denied',
      'error: a breaks no-delete: a call of delete_ is allowed',
      'error: a breaks no-delete: a call of drop is allowed',
      'error: a breaks readable: a call of read is denied',
    ]);
  });

  it('makes exceptions of those with all the labels', () => {
    const except = 'id: no, tool: read, action: allow, except: { labels: { tier: internal, team: ops } }';
    const labelled = (labels: string): string => tenant('a', allow("'a'"), `labels: { ${labels} }\n`);
    const breaks = (labels: string): boolean =>
      messages({ 'a.yaml': labelled(labels), 'never.yaml': never(except) }).length > 0;
    expect([
      breaks('tier: internal, team: ops'),
      breaks('tier: internal'),
      breaks('tier: x, team: ops'),
    ]).toEqual([false, true, true]);
  });

  it.each(["'^/'", "'^/(${tenant.id}|etc)/'"])(
    'is one finding where a template with %s causes it',
    (pattern) => {
      const texts = {
        'base.yaml': `kind: template\nname: base\nrules: [${allow(pattern)}]\n`,
        'fleet.yaml':
          'kind: tenants\ntenants: [{ tenant_id: b, extends: base }, { tenant_id: a, extends: base }]\n',
        'never.yaml': noEtc,
      };
      expect(findingsOf(code, texts)).toMatchObject([
        {
          message: 'a breaks no-etc: a call of read is allowed',
          file: 'base.yaml',
          tenant: 'a',
          tenants: 2,
          witness: { context: { tenant_id: 'a' } },
        },
      ]);
    },
  );

  it('is a fact of each tenant where it hangs on its values', () => {
    const texts = {
      'base.yaml': `kind: template\nname: base\nvars: { root: { type: string } }\nrules: [${allow("'^/${vars.root}/'")}]\n`,
      'fleet.yaml':
        'kind: tenants\ntenants: [{ tenant_id: a, extends: base, vars: { root: a } }, { tenant_id: b, extends: base, vars: { root: etc } }]\n',
      'never.yaml': noEtc,
    };
    expect(messages(texts)).toEqual(['error: b breaks no-etc: a call of read is allowed']);
  });

  it('is never silent where nobody can tell', () => {
    const query = '{ sql: { dialect: postgres, statements: [select], scoped_by: { tenant_id: x } } }';
    const texts = {
      'a.yaml': tenant('a', allow("'^/'")),
      'b.yaml': tenant('b', allow("'^/'")),
      'never.yaml': never(`id: q, tool: read, match: { arguments.path: ${query} }, action: allow`),
    };
    expect(findingsOf(code, texts)).toMatchObject([
      { severity: 'warning', label: 'not proved', file: 'never.yaml', tenant: 'a', tenants: 2 },
    ]);
    expect(messages(texts)).toEqual([
      'warning: nobody can tell whether a keeps q through read: the engine does not judge what the invariant asks for',
    ]);
    expect(lintTexts(texts).summary.undecided).toBe(0);
  });
});
