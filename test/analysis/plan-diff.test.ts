import { describe, expect, test } from 'vitest';
import { diffPlans, givesMore } from '../../src/analysis/plan-diff.ts';
import { diffTenantPlans } from '../../src/analysis/tenant-plan-diff.ts';
import type { EffectiveWorkspace } from '../../src/model/workspace.ts';
import { workspaceOf } from '../simulate/replay-for.ts';

const anyTenant = 'tenant_id: t\nplan: a\ndefault_action: deny\nrules: [{ tool: read, action: allow }]';

function plansOf(workspace: EffectiveWorkspace) {
  const [from, to] = [workspace.plans?.get('a'), workspace.plans?.get('b')];
  if (from === undefined || to === undefined) throw new Error('no plans');
  return { from, to };
}

function changes(a: string, b: string): readonly string[] {
  const { from, to } = plansOf(
    workspaceOf({ 't.yaml': anyTenant, 'plans.yaml': `plans:\n  a: ${a}\n  b: ${b}` }),
  );
  return diffPlans(from, to).map(
    (change) => `${change.kind} ${change.name}: ${change.from} > ${change.to} ${change.effect}`,
  );
}

describe('two plans', () => {
  test.each([
    ['the same', '{ rate_limits: { read: 5/s } }', '{ rate_limits: { read: 5/s } }', []],
    [
      'a raised limit',
      '{ rate_limits: { read: 5/s } }',
      '{ rate_limits: { read: 6/s } }',
      ['limit read: 5/s > 6/s wider'],
    ],
    ['a limit gone', '{ rate_limits: { read: 5/s } }', '{}', ['limit read: 5/s > null wider']],
    ['a new limit', '{}', '{ rate_limits: { read: 5/s } }', ['limit read: null > 5/s narrower']],
    [
      'burst for sum',
      '{ rate_limits: { read: 50/hour } }',
      '{ rate_limits: { read: 1/s } }',
      ['limit read: 50/hour > 1/s changed'],
    ],
    [
      'a limit that a glob keeps',
      '{ rate_limits: { read: 5/s } }',
      "{ rate_limits: { 're*': 5/s } }",
      ['limit re*: null > 5/s narrower'],
    ],
    [
      'a limit that the total keeps',
      '{ rate_limits: { read: 5/s, total_tool_calls: 3/s } }',
      '{ rate_limits: { total_tool_calls: 3/s } }',
      [],
    ],
    [
      'a limit that comes with its tool',
      '{ tools: [read] }',
      '{ tools: [read, send], rate_limits: { send: 5/s } }',
      ['tool send: not entitled > entitled wider', 'limit send: null > 5/s wider'],
    ],
    [
      'a tool gone with its limit',
      '{ tools: [read, send], rate_limits: { send: 5/s } }',
      '{ tools: [read] }',
      ['tool send: entitled > not entitled narrower', 'limit send: 5/s > null narrower'],
    ],
    ['all tools to some', '{}', '{ tools: [read] }', ['tool **: entitled > only read narrower']],
    [
      'a glob for its tools',
      "{ tools: ['re*'] }",
      '{ tools: [read] }',
      ['tool re*: entitled > only read narrower'],
    ],
    [
      'tools for their glob',
      '{ tools: [read] }',
      "{ tools: ['re*'] }",
      ['tool re*: only read > entitled wider'],
    ],
    [
      'approvals gone',
      '{ approvals: required }',
      '{}',
      ['approvals approvals: required > as the policy says wider'],
    ],
    [
      'less logging',
      '{ logging: { level: full } }',
      '{ logging: { level: none } }',
      ['logging level: full > none wider'],
    ],
    ['logging left open', '{ logging: { level: full } }', '{}', ['logging level: full > null changed']],
    [
      'shorter retention',
      '{ logging: { retention: 1year } }',
      '{ logging: { retention: 90days } }',
      ['retention retention: 1year > 90days wider'],
    ],
    [
      'retention in other words',
      '{ logging: { retention: 365days } }',
      '{ logging: { retention: 1year } }',
      [],
    ],
  ])('%s', (_, a, b, expected) => {
    expect(changes(a, b)).toEqual(expected);
  });

  test('the other way round give the opposite', () => {
    const a =
      "{ tools: [read, 's*'], rate_limits: { read: 5/s, send: 9/min }, approvals: required, logging: { level: full, retention: 1year } }";
    const b =
      '{ tools: [read, pay], rate_limits: { read: 9/s }, logging: { level: none, retention: 2years } }';
    const opposite = { wider: 'narrower', narrower: 'wider', changed: 'changed' } as const;
    const { from, to } = plansOf(
      workspaceOf({ 't.yaml': anyTenant, 'plans.yaml': `plans:\n  a: ${a}\n  b: ${b}` }),
    );
    const there = diffPlans(from, to).map(({ name, effect }) => `${name} ${opposite[effect]}`);
    expect(
      diffPlans(to, from)
        .map(({ name, effect }) => `${name} ${effect}`)
        .sort(),
    ).toEqual(there.sort());
    expect(there.length).toBe(7);
  });

  test.each([
    ['limit', 'wider', true],
    ['limit', 'changed', true],
    ['limit', 'narrower', false],
    ['logging', 'wider', true],
    ['logging', 'changed', false],
    ['tool', 'narrower', false],
  ] as const)('a %s that is %s gives more: %s', (kind, effect, expected) => {
    expect(givesMore({ kind, effect })).toBe(expected);
  });
});

function tenantDiff(policy: string, a: string, b: string, more: { readonly [file: string]: string } = {}) {
  const workspace = workspaceOf({
    't.yaml': `tenant_id: t\nplan: a\n${policy}`,
    'plans.yaml': `plans:\n  a: ${a}\n  b: ${b}`,
    ...more,
  });
  const { from, to } = plansOf(workspace);
  const tenant = workspace.tenants.get('t');
  if (tenant === undefined) throw new Error('no tenant');
  const { verdict, changes: felt } = diffTenantPlans(tenant, workspace, from, to);
  return { verdict, felt: felt.map((change) => `${change.id} ${change.effect}`) };
}

describe('a tenant that changes its plan', () => {
  const reads = 'rules: [{ tool: read, action: allow }, { tool: drop, action: deny }]';
  test.each([
    [
      'notices nothing of a tool it denies',
      reads,
      '{ tools: [read, drop] }',
      '{ tools: [read] }',
      'equivalent',
      [],
    ],
    [
      'notices nothing of a limit on a tool it cannot use',
      reads,
      '{ rate_limits: { drop: 5/s } }',
      '{}',
      'equivalent',
      [],
    ],
    ['loses a tool', reads, '{ tools: [read] }', '{ tools: [drop] }', 'narrower', ['tool:read narrower']],
    [
      'gains a tool, and its limit is no loss',
      reads,
      '{ tools: [drop] }',
      '{ tools: [read], rate_limits: { read: 5/s } }',
      'wider',
      ['tool:read wider'],
    ],
    [
      'gains room',
      reads,
      '{ rate_limits: { read: 5/s } }',
      '{ rate_limits: { read: 6/s } }',
      'wider',
      ['limit:read wider'],
    ],
    [
      'gains here and loses there',
      reads,
      '{ rate_limits: { read: 5/s, total_tool_calls: 9/s } }',
      '{ rate_limits: { read: 6/s, total_tool_calls: 8/s } }',
      'incomparable',
      ['limit:read wider', 'limit:total_tool_calls narrower'],
    ],
    [
      'feels no approval that it has anyway',
      'rules: [{ tool: read, action: require_approval }]',
      '{}',
      '{ approvals: required }',
      'equivalent',
      [],
    ],
    ['feels an approval', reads, '{}', '{ approvals: required }', 'narrower', ['approvals narrower']],
    [
      'keeps its own logging',
      `${reads}\nlogging: { level: full }`,
      '{ logging: { level: full } }',
      '{ logging: { level: none } }',
      'equivalent',
      [],
    ],
    [
      'takes the logging of its plan',
      reads,
      '{ logging: { level: full } }',
      '{ logging: { level: none } }',
      'wider',
      ['logging wider'],
    ],
    [
      "is bound by its rule's own limit",
      'rules: [{ tool: read, action: allow, constraints: { rate_limit: 1/hour } }]',
      '{ rate_limits: { read: 5/s } }',
      '{ rate_limits: { read: 6/s } }',
      'equivalent',
      [],
    ],
    [
      'loses part of a glob',
      "rules: [{ tool: 're*', action: allow }]",
      '{ tools: [read, redo] }',
      '{ tools: [read] }',
      'narrower',
      ['tool:re* narrower'],
    ],
    [
      'loses a part of a glob and gains another',
      "rules: [{ tool: 're*', action: allow }]",
      '{ tools: [redo] }',
      '{ tools: [read] }',
      'incomparable',
      ['tool:re* changed'],
    ],
    [
      'may use every tool by default',
      'default_action: allow\nrules: [{ tool: x, action: deny }]',
      '{ tools: [read] }',
      '{}',
      'wider',
      ['tool:** wider'],
    ],
    [
      'that is suspended feels nothing',
      `status: suspended\n${reads}`,
      '{}',
      '{ tools: [drop] }',
      'equivalent',
      [],
    ],
    [
      'whose policy reads the plan is undecided',
      "rules: [{ tool: read, conditions: [{ match: { arguments.tier: { equals: '${plan}' } }, action: allow }] }]",
      '{}',
      '{}',
      'undecided',
      [],
    ],
  ])('%s', (_, policy, a, b, verdict, felt) => {
    expect(tenantDiff(policy, a, b)).toEqual({ verdict, felt });
  });

  test('is undecided where a baseline reads the plan', () => {
    const baseline =
      "kind: baseline\nrules: [{ tool: read, conditions: [{ match: { arguments.x: '${plan}' }, action: deny }] }]";
    expect(tenantDiff(reads, '{}', '{}', { 'baseline.yaml': baseline }).verdict).toBe('undecided');
  });
});
