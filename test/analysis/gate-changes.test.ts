import { describe, expect, test } from 'vitest';
import { diffOf, diffOptions, type Files, sideOf } from './diff-of.ts';
import { diffWorkspaces } from '../../src/analysis/workspace-diff.ts';

const tenant = { 't.yaml': 'tenant_id: t\nrules: [{ tool: read, action: allow }]\n' };

function changesOf(before: Files, after: { readonly [file: string]: string }): readonly string[] {
  return diffOf({ ...tenant, ...before }, after).workspace.map(
    ({ kind, name, from, to, effect, where }) =>
      `${kind} ${name}: ${from} > ${to} ${effect} ${where.from?.line ?? '-'},${where.to?.line ?? '-'}`,
  );
}

const config = (text: string): Files => ({ 'policy.config.yaml': text });

describe('the configuration', () => {
  test.each([
    [
      'asks for less',
      'envelope: { required: [tenant_id, user_id] }',
      'envelope: { required: [tenant_id] }',
      ['envelope context.user_id: required > null wider 1,1'],
    ],
    [
      'asks for more',
      '',
      'envelope: { required: [user_id] }',
      ['envelope context.user_id: null > required narrower 1,1'],
    ],
    [
      'takes larger arguments',
      '\nlimits: { max_argument_bytes: 10 }',
      'limits: { max_argument_bytes: 20 }',
      ['envelope max_argument_bytes: 10 > 20 wider 2,1'],
    ],
    [
      'leaves files out',
      'exclude: [a/*.yaml]',
      'exclude:\n  - a/*.yaml\n  - b/*.yaml',
      ['gate exclude: null > b/*.yaml wider 1,3'],
    ],
    [
      'includes less',
      "include: ['*.yaml', 'b/*.yaml']",
      "include: ['*.yaml']",
      ['gate include: b/*.yaml > null wider 1,1'],
    ],
    [
      'lowers a rule',
      'lint: { rules: { structure/default-allow: warning } }',
      'lint: { rules: { structure/default-allow: note } }',
      ['gate structure/default-allow: warning > note wider 1,1'],
    ],
    [
      'lowers a rule that had its own level',
      '',
      'lint: { rules: { structure/default-allow: off } }',
      ['gate structure/default-allow: error > off wider 1,1'],
    ],
    ['says what a rule is anyway', '', 'lint: { rules: { structure/default-allow: error } }', []],
    [
      'raises a rule',
      'lint: { rules: { structure/default-allow: note } }',
      '',
      ['gate structure/default-allow: note > error narrower 1,1'],
    ],
    [
      'takes an older edition',
      'lint: { edition: 2 }',
      'lint: { edition: 1 }',
      ['gate lint.edition: 2 > 1 wider 1,1'],
    ],
    [
      'lowers a rule for some files',
      '',
      'lint: { overrides: [{ files: [x/*], rules: { structure/default-allow: note } }] }',
      ['gate structure/default-allow in x/*: null > note wider 1,1'],
    ],
    [
      'lifts that again',
      'lint: { overrides: [{ files: [x/*], rules: { structure/default-allow: note } }] }',
      '',
      ['gate structure/default-allow in x/*: note > null narrower 1,1'],
    ],
    ['says the same in other words', 'exclude: [a, b]', '# words\nexclude: [b, a]', []],
  ])('%s', (_, before, after, changes) => {
    expect(changesOf(config(before), config(after))).toEqual(changes);
  });
});

describe('comments that hide findings', () => {
  const ignoring = (...comments: readonly string[]): Files => ({
    't.yaml': `${comments.map((comment) => `# policy-ignore ${comment}\n`).join('')}${tenant['t.yaml']}`,
  });
  test.each([
    ['come', [], ['a/b -- why'], ['gate policy-ignore a/b in t.yaml: null > ignored wider -,1']],
    ['go', ['a/b -- why'], [], ['gate policy-ignore a/b in t.yaml: ignored > null narrower 1,-']],
    [
      'hide for longer',
      ['a/b until 2030-01-01 -- why'],
      ['a/b until 2031-01-01 -- why'],
      ['gate policy-ignore a/b in t.yaml: ignored until 2030-01-01 > ignored until 2031-01-01 wider 1,1'],
    ],
    [
      'hide for ever',
      ['a/b until 2030-01-01 -- why'],
      ['a/b -- why'],
      ['gate policy-ignore a/b in t.yaml: ignored until 2030-01-01 > ignored wider 1,1'],
    ],
    ['have another reason', ['a/b -- why'], ['a/b -- because'], []],
    [
      'stand twice',
      ['a/b -- why'],
      ['a/b -- why', 'a/b -- why'],
      ['gate policy-ignore a/b in t.yaml: null > ignored wider -,2'],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(changesOf(ignoring(...before), ignoring(...after))).toEqual(changes);
  });
});

describe('documents that only the linter reads', () => {
  const never = (list: string): Files => ({ 'never.yaml': `kind: invariants\nnever:\n${list}` });
  const drop = '  - { id: no-drop, tool: drop, action: allow }\n';
  const pay = '  - { id: no-pay, tool: pay, action: allow }\n';
  test.each([
    [
      'lose an invariant',
      never(drop + pay),
      never(pay),
      ['gate invariant no-drop: never allow drop > null wider 3,-'],
    ],
    [
      'get one',
      never(pay),
      never(drop + pay),
      ['gate invariant no-drop: null > never allow drop narrower -,3'],
    ],
    [
      'change one',
      never(drop),
      never(drop.replace('tool: drop', 'tool: drop_all')),
      ['gate invariant no-drop: never allow drop > never allow drop_all changed 3,3'],
    ],
    [
      'call a tool harmless',
      { 'x.yaml': 'kind: tools\ntools: { pay: { effect: pay } }' },
      { 'x.yaml': 'kind: tools\ntools: { pay: { effect: read } }' },
      ['tools pay: pay > read changed 1,1'],
    ],
    [
      'describe a tool otherwise',
      { 'x.yaml': 'kind: tools\ntools: { pay: { effect: pay } }' },
      { 'x.yaml': 'kind: tools\ntools: { pay: { effect: pay, arguments: { to: email } } }' },
      ['tools pay: pay > pay, otherwise changed 1,1'],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(changesOf(before, after)).toEqual(changes);
  });
});

test('a version without a gate has none to weaken, but its envelope counts', () => {
  const [before, after] = [
    sideOf({ ...tenant, ...config('limits: { max_argument_bytes: 10 }\nexclude: [x]') }),
    sideOf(tenant),
  ];
  const diff = diffWorkspaces({ workspace: before.workspace }, after, diffOptions);
  expect(diff.workspace).toMatchObject([
    { kind: 'envelope', name: 'max_argument_bytes', where: { from: null } },
  ]);
});

test('plans that came, went or changed are told by name', () => {
  const plans = (text: string): Files => ({ 'plans.yaml': `plans:\n${text}` });
  const files = {
    ...plans('  a: { rate_limits: { read: 5/s } }\n  b: {}\n'),
    't.yaml': 'tenant_id: t\nplan: a\n',
  };
  const after = plans('  a: { rate_limits: { read: 6/s } }\n  c: { tools: [read] }\n');
  expect(diffOf(files, after).plans).toMatchObject([
    { plan: 'a', changes: [{ kind: 'limit', from: '5/s', to: '6/s', effect: 'wider' }] },
    { plan: 'b', changes: [{ kind: 'tool', from: 'entitled', effect: 'narrower' }] },
    { plan: 'c', changes: [{ kind: 'tool', to: 'entitled', effect: 'wider' }] },
  ]);
});

test('ids name a change, whatever else changes and on whatever line it is', () => {
  const files = { ...tenant, ...config('exclude: [a]') };
  const [one] = diffOf(files, config('exclude: [a, b]')).workspace;
  const [, other] = diffOf(files, config('envelope: { required: [user_id] }\n\nexclude: [a, b]')).workspace;
  expect(one?.id).toMatch(/^gate-[0-9a-f]{32}$/);
  expect(other?.id).toBe(one?.id);
});
