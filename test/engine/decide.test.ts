import { describe, expect, it } from 'vitest';
import type { DecisionCode } from '../../src/model/decision.ts';
import { InexactNumber, UnjudgeableArguments } from '../../src/model/json.ts';
import type { Action } from '../../src/model/rule.ts';
import { engineFor } from '../support/engine-for.ts';

const documents = {
  'plans.yaml': `
plans:
  free: { tools: [read, 'list_*'], approvals: required, rate_limits: { total_tool_calls: 3/min } }
  pro: { tools: ['**'], rate_limits: { read: 2/min, 'send_*': 1/min } }
`,
  'baseline.yaml': `
kind: baseline
rules:
  - tool: '**'
    conditions:
      - { match: { arguments.note: forbidden }, action: deny, reason: not that }
      - { match: { arguments.note: careful }, action: require_approval, approval: { channel: all, timeout: 1h } }
  - { tool: drop_all, action: deny }
`,
  'boundaries.yaml': `
kind: boundaries
tools:
  read:
    arguments.path: { any_of: [{ path_within: '/data/\${tenant.id}/' }, { shared: { path_within: /shared/ } }] }
  '*_report': { arguments.key: { key_within: '\${tenant.id}:' } }
  big_report: none
`,
  'pro.yaml': `
tenant_id: t_pro
plan: pro
rules:
  - id: reads
    tool: read
    conditions:
      - id: secret
        match: { arguments.path: { path_within: /data/t_pro/secret/ } }
        action: deny
        reason: keep out
      - match: { arguments.path: '^/' }
        action: allow
  - tool: send_mail
    constraints: { rate_limit: 5/min }
    closed_arguments: true
    conditions:
      - match: { arguments.to: '@ext\\.com$' }
        action: require_approval
        approval: { channel: slack, webhook: 'https://\${env:HOOK}/x', timeout: 600s }
      - match: { arguments.to: '.' }
        action: allow
  - { tool: ping, action: allow }
  - { tool: hold, action: require_approval, reason: ask first }
  - { tool: [big_report, small_report], action: allow }
  - { tool: typed, conditions: [{ match: { arguments.n: { number: { min: 1 } } }, action: allow }] }
  - { tool: link, conditions: [{ match: { arguments.u: { url: { schemes: [https], hosts: [a.com] } } }, action: deny }], action: allow }
`,
  'free.yaml': `
tenant_id: t_free
plan: free
default_action: allow
rules:
  - { tool: read, conditions: [{ match: { arguments.path: /x/ }, action: require_approval }], action: allow }
`,
  'off.yaml': 'tenant_id: t_off\nstatus: suspended\nrules: [{ tool: ping, action: allow }]\n',
};

interface Case {
  readonly name: string;
  readonly call: unknown;
  readonly expected: readonly [Action, DecisionCode, ...string[]];
}

const call = (tenant: string, tool: unknown, args: unknown, more: object = {}): unknown => ({
  tool,
  arguments: args,
  context: { tenant_id: tenant, ...more },
});

const cases: readonly Case[] = [
  { name: 'no call', call: null, expected: ['deny', 'envelope_incomplete'] },
  { name: 'no context', call: { tool: 'ping', arguments: {} }, expected: ['deny', 'envelope_incomplete'] },
  { name: 'no tool', call: call('t_pro', '', {}), expected: ['deny', 'envelope_incomplete'] },
  {
    name: 'arguments are a list',
    call: call('t_pro', 'ping', []),
    expected: ['deny', 'envelope_incomplete'],
  },
  {
    name: 'tenant is a number',
    call: { tool: 'ping', arguments: {}, context: { tenant_id: 7 } },
    expected: ['deny', 'envelope_incomplete'],
  },
  {
    name: 'inherited context',
    call: { tool: 'ping', arguments: {}, context: Object.create({ tenant_id: 't_pro' }) },
    expected: ['deny', 'envelope_incomplete'],
  },
  { name: 'unknown tenant', call: call('constructor', 'ping', {}), expected: ['deny', 'tenant_unknown'] },
  { name: 'suspended', call: call('t_off', 'ping', {}), expected: ['deny', 'tenant_suspended'] },
  { name: 'not in the plan', call: call('t_free', 'send_mail', {}), expected: ['deny', 'not_entitled'] },
  {
    name: 'arguments text with a duplicate key',
    call: call('t_pro', 'ping', new UnjudgeableArguments('a duplicate key')),
    expected: ['deny', 'argument_unjudgeable'],
  },
  {
    name: 'arguments too deep',
    call: call('t_pro', 'ping', nested(70)),
    expected: ['deny', 'argument_too_large'],
  },
  {
    name: 'outside the boundary',
    call: call('t_pro', 'read', { path: '/data/t_other/x' }),
    expected: ['deny', 'boundary'],
  },
  {
    name: 'not canonical',
    call: call('t_pro', 'read', { path: '/data/t_pro/../t_other/x' }),
    expected: ['deny', 'boundary'],
  },
  { name: 'no path', call: call('t_pro', 'read', {}), expected: ['deny', 'boundary'] },
  { name: 'an empty list', call: call('t_pro', 'read', { path: [] }), expected: ['deny', 'boundary'] },
  {
    name: 'shared',
    call: call('t_pro', 'read', { path: '/shared/a' }),
    expected: ['allow', 'rule', 'reads', '1'],
  },
  {
    name: 'text too long for the boundary',
    call: call('t_pro', 'read', { path: `/data/t_pro/${'x'.repeat(70_000)}` }),
    expected: ['deny', 'argument_too_large'],
  },
  {
    name: 'glob boundary',
    call: call('t_pro', 'small_report', { key: 'other:1' }),
    expected: ['deny', 'boundary'],
  },
  {
    name: 'an exact boundary replaces the glob',
    call: call('t_pro', 'big_report', {}),
    expected: ['allow', 'rule_action', 'big_report#0'],
  },
  {
    name: 'baseline denies',
    call: call('t_pro', 'ping', { note: 'forbidden and careful' }),
    expected: ['deny', 'baseline', '**#0', '0'],
  },
  {
    name: 'baseline denies what it cannot read',
    call: call('t_pro', 'ping', { note: { a: 1 } }),
    expected: ['deny', 'argument_unjudgeable', '**#0', '0'],
  },
  {
    name: 'baseline holds',
    call: call('t_pro', 'ping', { note: 'careful' }),
    expected: ['require_approval', 'baseline', '**#0', '1'],
  },
  {
    name: 'baseline action',
    call: call('t_pro', 'drop_all', {}),
    expected: ['deny', 'baseline', 'drop_all#0'],
  },
  {
    name: 'a rule denies',
    call: call('t_pro', 'read', { path: '/data/t_pro/secret/k' }),
    expected: ['deny', 'rule', 'reads', 'secret'],
  },
  {
    name: 'a rule holds',
    call: call('t_pro', 'send_mail', { to: 'a@ext.com' }),
    expected: ['require_approval', 'rule', 'send_mail#0', '0'],
  },
  {
    name: 'a rule allows',
    call: call('t_pro', 'send_mail', { to: 'a@int.com' }),
    expected: ['allow', 'rule', 'send_mail#0', '1'],
  },
  {
    name: 'one element makes a floor',
    call: call('t_pro', 'send_mail', { to: ['a@int.com', 'a@ext.com'] }),
    expected: ['require_approval', 'rule', 'send_mail#0', '0'],
  },
  {
    name: 'an argument too many',
    call: call('t_pro', 'send_mail', { to: 'a@int.com', cc: [] }),
    expected: ['deny', 'argument_unexpected', 'send_mail#0', '1'],
  },
  { name: 'a rule action', call: call('t_pro', 'ping', {}), expected: ['allow', 'rule_action', 'ping#0'] },
  {
    name: 'a rule action that holds',
    call: call('t_pro', 'hold', {}),
    expected: ['require_approval', 'rule_action', 'hold#0'],
  },
  { name: 'nothing allows', call: call('t_pro', 'other', {}), expected: ['deny', 'default_action'] },
  {
    name: 'unclear at the end',
    call: call('t_pro', 'typed', { n: 'x' }),
    expected: ['deny', 'argument_unjudgeable'],
  },
  {
    name: 'digits lost',
    call: call('t_pro', 'typed', { n: new InexactNumber('9007199254740993') }),
    expected: ['deny', 'argument_unjudgeable'],
  },
  { name: 'clear at the end', call: call('t_pro', 'typed', { n: 0 }), expected: ['deny', 'default_action'] },
  {
    name: 'plan asks for approval',
    call: call('t_free', 'read', { path: '/data/t_free/a' }),
    expected: ['require_approval', 'plan'],
  },
  {
    name: 'plan asks for approval of a default',
    call: call('t_free', 'list_a', {}),
    expected: ['require_approval', 'plan'],
  },
];

function nested(levels: number): object {
  let value: object = {};
  for (let at = 1; at < levels; at++) value = { value };
  return value;
}

describe('decide', () => {
  it.each(cases)('$name: $expected', ({ call: asked, expected }) => {
    const decision = engineFor(documents).decide(asked as never, { trace: true });
    const [action, code, rule, condition] = expected;
    expect({
      action: decision.action,
      code: decision.code,
      rule: decision.policy.rule,
      condition: decision.policy.condition,
    }).toEqual({
      action,
      code,
      rule,
      condition,
    });
    expect(decision.trace?.length).toBeGreaterThan(0);
  });

  it.each([
    [5, 'yes', 'a number'],
    ['5', 'unclear', 'a string'],
    [{}, 'unclear', 'an object'],
    [[1, 2], 'yes', 'a list of 2'],
    [[], 'no', 'an empty list'],
    [null, 'no', 'absent'],
    [new InexactNumber('1e400'), 'unclear', 'a number that would lose digits'],
    [new Date(0), 'unclear', 'no plain JSON data'],
  ])('traces what a matcher saw in %j: %s, %s', (n, answer, detail) => {
    const { trace } = engineFor(documents).decide(call('t_pro', 'typed', { n }) as never, { trace: true });
    expect(trace?.find(({ path }) => path === 'arguments.n')).toMatchObject({
      matcher: 'number',
      answer,
      detail,
    });
  });

  it('gives the author’s reason and approval', () => {
    const engine = engineFor(documents);
    const denied = engine.decide(call('t_pro', 'read', { path: '/data/t_pro/secret/k' }) as never);
    expect(denied.reason).toBe('keep out');
    const held = engine.decide(call('t_pro', 'send_mail', { to: 'a@ext.com' }) as never);
    expect(held.approval).toEqual({
      channel: 'slack',
      webhook: 'https://${env:HOOK}/x',
      timeoutSeconds: 600,
      onTimeout: 'deny',
    });
  });

  it('takes all limits or none, keyed by tenant and tool', () => {
    const engine = engineFor(documents);
    const send = call('t_pro', 'send_mail', { to: 'a@int.com' }) as never;
    expect(engine.decide(send, { at: 0 }).limits).toEqual([
      { scope: 'rule', name: 'send_mail#0', limit: '5/min', used: 1 },
      { scope: 'tool', name: 'send_*', limit: '1/min', used: 1 },
    ]);
    const refused = engine.decide(send, { at: 30_500 });
    expect([refused.action, refused.code, refused.retryAfter]).toEqual(['deny', 'rate_limited', 30]);
    expect(refused.limits).toEqual([
      { scope: 'rule', name: 'send_mail#0', limit: '5/min', used: 1 },
      { scope: 'tool', name: 'send_*', limit: '1/min', used: 1, retryAfter: 30 },
    ]);
    expect(engine.decide(send, { at: 60_000 }).action).toBe('allow');
  });

  it('counts every tool in the total, and nothing for a deny', () => {
    const engine = engineFor(documents);
    const ask = (tool: string): string =>
      engine.decide(call('t_free', tool, { path: '/data/t_free/a' }) as never, { at: 0 }).code;
    expect(['list_a', 'send_mail', 'read', 'list_b', 'list_c'].map(ask)).toEqual([
      'plan',
      'not_entitled',
      'plan',
      'plan',
      'rate_limited',
    ]);
  });

  it('leaves steps out where asked to', () => {
    const engine = engineFor(documents);
    const outside = call('t_pro', 'read', { path: '/data/t_other/x' }) as never;
    expect(engine.decide(outside, { without: { boundaries: true, limits: true } })).toMatchObject({
      action: 'allow',
      limits: 'not_evaluable',
    });
  });

  it('denies what fails inside', () => {
    const hostile = {
      get tool(): string {
        throw new Error('boom');
      },
      arguments: {},
      context: { tenant_id: 't_pro' },
    };
    expect(engineFor(documents).decide(hostile)).toMatchObject({ action: 'deny', code: 'internal_error' });
  });

  it('notes a plan in the context that is not the policy’s, and does not obey it', () => {
    const decision = engineFor(documents).decide(call('t_free', 'send_mail', {}, { plan: 'pro' }) as never);
    expect([decision.code, decision.notes?.length]).toEqual(['not_entitled', 1]);
  });
});
