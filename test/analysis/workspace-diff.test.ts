import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DiffOptions } from '../../src/analysis/workspace-diff.ts';
import { diffWorkspaces } from '../../src/analysis/workspace-diff.ts';
import { witnessEngine } from '../../src/analysis/witness-engine.ts';
import { diffOf, diffOptions, sideOf } from './diff-of.ts';

const plans = 'plans:\n  free: { tools: [read, send, find], rate_limits: { read: 5/s } }\n  pro: {}\n';

/** The verdict and changes of the only tenant, when its policy becomes another. */
function policyDiff(before: string, after: string, around: { readonly [file: string]: string } = {}) {
  const { tenants } = diffOf(
    { 't.yaml': `tenant_id: t\n${before}`, ...around },
    { 't.yaml': `tenant_id: t\n${after}` },
  );
  const [tenant] = tenants;
  if (tenant === undefined) throw new Error('no tenant');
  return {
    verdict: tenant.verdict,
    changes: tenant.changes.map(
      ({ kind, tool, from, to, effect }) => `${kind} ${tool ?? '-'}: ${from} > ${to} ${effect}`,
    ),
  };
}

const rules = (text: string): string => `rules: [${text}]`;
const match = (matcher: string, action = 'allow'): string =>
  `{ match: { arguments.x: ${matcher} }, action: ${action} }`;
const conditions = (...list: readonly string[]): string =>
  rules(`{ tool: read, conditions: [${list.join(', ')}] }`);
const held = (approval: string): string =>
  rules(`{ tool: send, action: require_approval, approval: ${approval} }`);
const limited = (rate: string): string =>
  rules(`{ tool: read, action: allow, constraints: { rate_limit: ${rate} } }`);

describe('a policy that changes', () => {
  test.each([
    [
      'in nothing but words and order of keys',
      conditions(match("'^a$'")),
      conditions(match("'^a$'").replace('{ match', '{ reason: Why, match')),
      'equivalent',
      [],
    ],
    [
      'in how the same is written',
      conditions(match("'^(a|b)$'")),
      conditions(match("'^[ab]$'")),
      'equivalent',
      [],
    ],
    [
      'by a start that is gone',
      conditions(match("'^a$'")),
      conditions(match("'a$'")),
      'wider',
      ['decision read: deny > allow wider'],
    ],
    [
      'by an alternative',
      conditions(match("'^a$'")),
      conditions(match("'^(a|b)$'")),
      'wider',
      ['decision read: deny > allow wider'],
    ],
    [
      'here and there',
      conditions(match("'^a$'")),
      conditions(match("'^b$'")),
      'incomparable',
      ['decision read: allow > deny narrower', 'decision read: deny > allow wider'],
    ],
    [
      'by two conditions swapped',
      conditions(match("'^a'", 'deny'), match("'b$'")),
      conditions(match("'b$'"), match("'^a'", 'deny')),
      'wider',
      ['decision read: deny > allow wider'],
    ],
    [
      'to approval',
      rules('{ tool: read, action: allow }'),
      rules('{ tool: read, action: require_approval }'),
      'narrower',
      ['decision read: allow > require_approval narrower'],
    ],
    [
      'in its default',
      `default_action: deny`,
      `default_action: allow`,
      'wider',
      ['decision **: deny > allow wider'],
    ],
    [
      'by a glob',
      rules("{ tool: 're*', action: allow }"),
      rules("{ tool: '*', action: allow }"),
      'wider',
      ['decision *: deny > allow wider'],
    ],
    [
      'to suspended',
      'status: active',
      'status: suspended',
      'narrower',
      ['decision -: active > suspended narrower'],
    ],
    ['to active', 'status: suspended', 'status: active', 'wider', ['decision -: suspended > active wider']],
    [
      'while it is suspended',
      'status: suspended',
      `status: suspended\n${rules('{ tool: read, action: allow }')}`,
      'equivalent',
      [],
    ],
    ['in a limit', limited('5/s'), limited('6/s'), 'wider', ['limit read: 5/s > 6/s wider']],
    ['in how a limit is written', limited('60/min'), limited('60/minute'), 'equivalent', []],
    [
      'in a limit to other room',
      limited('50/hour'),
      limited('1/s'),
      'incomparable',
      ['limit read: 50/hour > 1/s changed'],
    ],
    [
      'by a limit gone',
      limited('5/s'),
      rules('{ tool: read, action: allow }'),
      'wider',
      ['limit read: 5/s > null wider'],
    ],
    [
      'by a tool that leaves a common limit',
      rules('{ id: r, tool: [read, find], action: allow, constraints: { rate_limit: 5/s } }'),
      rules(
        '{ id: r, tool: [read], action: allow, constraints: { rate_limit: 5/s } }, { tool: find, action: allow, constraints: { rate_limit: 5/s } }',
      ),
      'incomparable',
      [
        'limit read: 5/s for read, find > 5/s for read wider',
        'limit find: 5/s of rule r > 5/s of rule find#0 changed',
      ],
    ],
    [
      'by calls that another rule passes',
      rules(
        `{ tool: read, conditions: [${match("'^a'")}], constraints: { rate_limit: 5/s } }, { tool: read, action: allow }`,
      ),
      rules(
        `{ tool: read, conditions: [${match("'^ab'")}], constraints: { rate_limit: 5/s } }, { tool: read, action: allow }`,
      ),
      'wider',
      ['limit read: 5/s of rule read#0 > null wider'],
    ],
    [
      'by a rule with a limit gone, and its calls too',
      limited('5/s'),
      rules('{ tool: read, action: deny }'),
      'narrower',
      ['decision read: allow > deny narrower'],
    ],
    [
      'in who is asked',
      held('{ channel: slack }'),
      held('{ channel: mail }'),
      'incomparable',
      ['approval send: slack, without time limit, else deny > mail, without time limit, else deny changed'],
    ],
    [
      'in where it is asked',
      held('{ webhook: "https://h.example/a" }'),
      held('{ webhook: "https://h.example/b" }'),
      'incomparable',
      [
        'approval send: no channel, https://h.example/…, without time limit, else deny > no channel, https://h.example/…, without time limit, else deny (another webhook) changed',
      ],
    ],
    [
      'in what happens without an answer',
      held('{ channel: slack, on_timeout: deny }'),
      held('{ channel: slack, on_timeout: allow }'),
      'wider',
      ['approval send: slack, without time limit, else deny > slack, without time limit, else allow wider'],
    ],
    [
      'in how long is waited before it is allowed',
      held('{ timeout: 10s, on_timeout: allow }'),
      held('{ timeout: 5s, on_timeout: allow }'),
      'wider',
      ['approval send: no channel, within 10 s, else allow > no channel, within 5 s, else allow wider'],
    ],
    [
      'in logging',
      'logging: { level: full, retention: 1year }',
      'logging: { level: none, retention: 2years }',
      'incomparable',
      ['logging -: full > none wider', 'logging -: kept 1year > kept 2years narrower'],
    ],
    [
      'by named arguments only',
      rules('{ tool: read, closed_arguments: true, action: allow }'),
      rules('{ tool: read, action: allow }'),
      'wider',
      ['decision read: deny (argument_unexpected) > allow wider'],
    ],
  ])('%s', (_, before, after, verdict, changes) => {
    expect(policyDiff(before, after)).toEqual({ verdict, changes });
  });

  test.each([
    [
      'to a plan with more room',
      'plan: free',
      'plan: pro',
      'wider',
      ['decision **: deny (not_entitled) > allow wider', 'limit read: 5/s > null wider'],
    ],
    [
      'to one with less',
      'plan: pro',
      'plan: free',
      'narrower',
      ['decision **: allow > deny (not_entitled) narrower', 'limit read: null > 5/s narrower'],
    ],
  ])('%s', (_, before, after, verdict, changes) => {
    const policy = 'default_action: allow';
    expect(policyDiff(`${before}\n${policy}`, `${after}\n${policy}`, { 'plans.yaml': plans })).toEqual({
      verdict,
      changes,
    });
  });

  test('shows decisions with a call that both engines decide so', () => {
    const [before, after] = [conditions(match("'^a$'")), conditions(match("'a'"))].map((text) =>
      sideOf({ 't.yaml': `tenant_id: t\n${text}` }),
    );
    if (before === undefined || after === undefined) throw new Error('incomplete');
    const [tenant] = diffWorkspaces(before, after, diffOptions).tenants;
    const witness = tenant?.changes[0]?.witness;
    if (witness === undefined) throw new Error('no witness');
    expect(witnessEngine(before.workspace).decide(witness).action).toBe('deny');
    expect(witnessEngine(after.workspace).decide(witness).action).toBe('allow');
  });
});

const reader = rules('{ tool: read, action: allow }');

function sharedDiff(file: string, before: string, after: string, policy = reader) {
  const { tenants } = diffOf({ 't.yaml': `tenant_id: t\n${policy}`, [file]: before }, { [file]: after });
  const [tenant] = tenants;
  return {
    verdict: tenant?.verdict,
    changes: tenant?.changes
      .filter(({ kind }) => kind !== 'decision')
      .map(({ kind, tool, from, to, effect }) => `${kind} ${tool}: ${from} > ${to} ${effect}`),
  };
}

describe('boundaries that change', () => {
  const boundary = (entry: string, more = ''): string =>
    `kind: boundaries\n${more}tools: { read: { ${entry} } }\n`;
  const within = (path: string): string => boundary(`arguments.x: { path_within: ${path} }`);
  test.each([
    [
      'opened',
      within('/a/'),
      boundary('arguments.x: open'),
      'wider',
      ['boundary read: arguments.x: path_within /a/ > arguments.x: open wider'],
    ],
    [
      'closed',
      boundary('arguments.x: open'),
      within('/a/'),
      'narrower',
      ['boundary read: arguments.x: open > arguments.x: path_within /a/ narrower'],
    ],
    [
      'widened',
      within('/a/b/'),
      within('/a/'),
      'wider',
      ['boundary read: arguments.x: path_within /a/b/ > arguments.x: path_within /a/ wider'],
    ],
    [
      'narrowed',
      within('/a/'),
      within('/a/b/'),
      'narrower',
      ['boundary read: arguments.x: path_within /a/ > arguments.x: path_within /a/b/ narrower'],
    ],
    [
      'moved',
      within('/a/'),
      within('/b/'),
      'incomparable',
      ['boundary read: arguments.x: path_within /a/ > arguments.x: path_within /b/ changed'],
    ],
    [
      'written otherwise',
      boundary("arguments.x: '^(a|b)$'"),
      boundary("arguments.x: '^[ab]$'"),
      'equivalent',
      [],
    ],
    [
      'not enforced any more',
      within('/a/'),
      within('/a/').replace('tools', 'enforce: false\ntools'),
      'wider',
      ['boundary read: arguments.x: path_within /a/ > arguments.x: path_within /a/, not enforced wider'],
    ],
    [
      'given away',
      within('/a/'),
      boundary('arguments.x: { delegated: storage.rls }'),
      'wider',
      ['boundary read: arguments.x: path_within /a/ > arguments.x: delegated to storage.rls wider'],
    ],
    [
      'given to somebody else',
      boundary('arguments.x: { delegated: a }'),
      boundary('arguments.x: { delegated: b }'),
      'incomparable',
      ['boundary read: arguments.x: delegated to a > arguments.x: delegated to b changed'],
    ],
    [
      'taken away',
      within('/a/'),
      'kind: boundaries\ntools: { read: none }\n',
      'wider',
      ['boundary read: arguments.x: path_within /a/ > arguments.x: unnamed wider'],
    ],
  ])('%s', (_, before, after, verdict, changes) => {
    expect(sharedDiff('b.yaml', before, after)).toEqual({ verdict, changes });
  });

  test('of a tool that the tenant may not use are no change', () => {
    const [before, after] = [within('/a/'), boundary('arguments.x: open')];
    expect(sharedDiff('b.yaml', before, after, rules('{ tool: read, action: deny }')).verdict).toBe(
      'equivalent',
    );
  });

  test('are told also where the rules hold the calls', () => {
    const narrow = conditions(match('{ path_within: /a/b/ }'));
    expect(sharedDiff('b.yaml', within('/a/b/'), within('/a/'), narrow)).toMatchObject({ verdict: 'wider' });
  });
});

describe('a baseline that changes', () => {
  const baseline = (...list: readonly string[]): string => `kind: baseline\n${conditions(...list)}\n`;
  const a = match('a', 'deny');
  const b = match('b', 'deny');
  test.each([
    [
      'by a condition gone',
      baseline(a, b),
      baseline(a),
      'wider',
      ['baseline read: deny where arguments.x: regex b > null wider'],
    ],
    [
      'by a condition more',
      baseline(a),
      baseline(b, a),
      'narrower',
      ['baseline read: null > deny where arguments.x: regex b narrower'],
    ],
    [
      'by one that denies less',
      baseline(match('(?i)a', 'deny')),
      baseline(a),
      'wider',
      ['baseline read: deny where arguments.x: regex (?i)a > deny where arguments.x: regex a wider'],
    ],
    [
      'by one that asks where it denied',
      baseline(a),
      baseline(match('a', 'require_approval')),
      'wider',
      ['baseline read: deny where arguments.x: regex a > require_approval where arguments.x: regex a wider'],
    ],
    ['in its order', baseline(a, b), baseline(b, a), 'equivalent', []],
    ['in how it is written', baseline(match("'[a]'", 'deny')), baseline(a), 'equivalent', []],
  ])('%s', (_, before, after, verdict, changes) => {
    expect(sharedDiff('base.yaml', before, after)).toEqual({ verdict, changes });
  });
});

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
    { numRuns: 60 },
  );
});
