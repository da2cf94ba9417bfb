import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DiffOptions } from '../../src/analysis/workspace-diff.ts';
import { runs } from '../support/is-long.ts';
import { diffOf, match, reader, rules } from './diff-of.ts';

describe('many tenants', () => {
  const template = (path: string): string =>
    `kind: template\nname: base\nvars: { n: { type: number, default: 1 } }\nrules:\n  - tool: read\n    conditions:\n      - match: { arguments.x: { path_within: '${path}' }, arguments.n: { number: { max: '\${vars.n}' } } }\n        action: allow\n`;
  const fleet = {
    'base.yaml': template('/data/${tenant.id}/'),
    'all.yaml':
      'kind: tenants\ntenants:\n  - { tenant_id: a, extends: base }\n  - { tenant_id: b, extends: base }\n  - { tenant_id: c, extends: base, vars: { n: 7 } }\n',
    // The rule has another number here, for the tenant has one of its own for the tool.
    'd.yaml':
      'tenant_id: d\nextends: base\nrules: [{ tool: read, conditions: [{ match: { arguments.y: z }, action: deny }] }]\n',
  };

  test('have one change for what their template changes', () => {
    const { groups, tenants } = diffOf(fleet, { 'base.yaml': `# moved\n${template('/data/')}` });
    expect(groups.map((group) => group.tenants)).toEqual([['a', 'b', 'c', 'd']]);
    expect(new Set(tenants.map(({ verdict }) => verdict))).toEqual(new Set(['wider']));
  });

  test('have one change for a new default of their template', () => {
    const { groups } = diffOf(fleet, { 'base.yaml': fleet['base.yaml'].replace('default: 1', 'default: 2') });
    expect(groups.map((group) => group.tenants)).toEqual([['a', 'b', 'd']]);
  });

  test('have each their own change of what they give themselves', () => {
    const changed = fleet['all.yaml']
      .replace('vars: { n: 7 }', 'vars: { n: 8 }')
      .replace('a, extends: base', 'a, extends: base, vars: { n: 9 }');
    const { groups } = diffOf(fleet, { 'all.yaml': changed });
    expect(groups.map((group) => group.tenants)).toEqual([['a'], ['c']]);
  });

  test('that come or go are told as a whole', () => {
    const { tenants } = diffOf(
      { 'x.yaml': 'tenant_id: x', 'y.yaml': 'tenant_id: y' },
      { 'x.yaml': null, 'z.yaml': 'tenant_id: z' },
    );
    expect(tenants).toMatchObject([
      {
        tenant: 'x',
        verdict: 'narrower',
        changes: [{ kind: 'decision', from: 'active', to: null, where: { to: null } }],
      },
      { tenant: 'y', verdict: 'equivalent', changes: [] },
      {
        tenant: 'z',
        verdict: 'wider',
        changes: [{ kind: 'decision', from: null, to: 'active', where: { from: null } }],
      },
    ]);
  });

  test('whose policies are the same are not compared', () => {
    const asked: string[] = [];
    const differ: DiffOptions['differ'] = (before, _, tool) => {
      asked.push(`${before.policy.tenantId} ${tool}`);
      return { changes: [], undecided: [] };
    };
    diffOf(fleet, { 'd.yaml': fleet['d.yaml'].replace('deny', 'allow') }, { differ });
    expect(asked).toEqual(['d read']);
  });

  test('can be narrowed to one, and to a tool', () => {
    const changed = { 'base.yaml': template('/data/') };
    expect(diffOf(fleet, changed, { tenants: new Set(['b']) }).tenants.map(({ tenant }) => tenant)).toEqual([
      'b',
    ]);
    const other = diffOf(fleet, changed, { tools: ['write'] }).tenants;
    expect(other.flatMap(({ changes }) => changes)).toEqual([]);
    expect(diffOf(fleet, changed, { tools: ['re*'] }).tenants.flatMap(({ changes }) => changes)).toHaveLength(
      4,
    );
  });
});

test('what cannot be settled is undecided, unless it is settled that neither holds the other', () => {
  const differ: DiffOptions['differ'] = () => ({ changes: [], undecided: ['budget'] });
  const files = { 't.yaml': `tenant_id: t\n${reader}` };
  const changed = { 't.yaml': `tenant_id: t\n${rules('{ tool: read, action: deny }')}` };
  expect(diffOf(files, changed, { differ }).tenants).toMatchObject([
    { verdict: 'undecided', changes: [], undecided: ['read: budget'] },
  ]);
});

test('the way back has the opposite effects', () => {
  const opposite = { wider: 'narrower', narrower: 'wider', changed: 'changed' } as const;
  const pattern = fc.constantFrom(
    "'^a'",
    "'a'",
    "'b$'",
    '{ path_within: /a/ }',
    '{ equals: ab }',
    '{ exists: true }',
  );
  const action = fc.constantFrom('allow', 'deny', 'require_approval');
  const rule = fc
    .tuple(
      fc.array(fc.tuple(pattern, action), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', ', constraints: { rate_limit: 5/s }', ', constraints: { rate_limit: 9/s }'),
    )
    .map(
      ([list, limit]) =>
        `{ tool: read, conditions: [${list.map(([matcher, does]) => match(matcher, does)).join(', ')}]${limit} }`,
    );
  const policy = fc
    .tuple(fc.array(rule, { minLength: 1, maxLength: 2 }), action)
    .map(([list, does]) => `tenant_id: t\ndefault_action: ${does}\n${rules(list.join(', '))}`);
  fc.assert(
    fc.property(policy, policy, (a, b) => {
      const there = diffOf({ 't.yaml': a }, { 't.yaml': b }).tenants[0];
      const back = diffOf({ 't.yaml': b }, { 't.yaml': a }).tenants[0];
      expect(new Set(back?.changes.map(({ kind, effect }) => `${kind} ${effect}`))).toEqual(
        new Set(there?.changes.map(({ kind, effect }) => `${kind} ${opposite[effect]}`)),
      );
      const same = diffOf({ 't.yaml': a }, { 't.yaml': `# the same\n${a}` }).tenants[0];
      expect(same).toEqual({ tenant: 't', verdict: 'equivalent', changes: [] });
    }),
    { numRuns: runs(25, 600) },
  );
});
