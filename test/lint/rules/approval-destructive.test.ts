import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';
import { base, fleet, told } from '../posture-texts.ts';

const code = 'approval/destructive';
const tools = `kind: tools
tools:
  close: { effect: delete }
  charge_card: { effect: pay }
  reach: { effect: send, arguments: { whom: email } }
  call: { effect: send, arguments: { url: url } }
  shell: { effect: execute, arguments: { line: command } }
  delete_nothing: { effect: read }
`;
const policy = (tool: string, match = '', action = 'allow'): string =>
  match === ''
    ? `tenant_id: a\nrules: [{ tool: ${tool}, action: ${action} }]\n`
    : `tenant_id: a\nrules: [{ tool: ${tool}, conditions: [{ match: { ${match} }, action: ${action} }] }]\n`;
const messages = (texts: { readonly [file: string]: string }): readonly string[] =>
  findingsOf(code, { 'tools.yaml': tools, ...texts }).map(({ message }) => message);
const free = 'and is allowed without approval';

describe(code, () => {
  it.each([
    ['close', '', `close deletes ${free}`],
    ['close', "arguments.id: '^x'", `close deletes ${free}`],
    ['charge_card', '', `charge_card pays ${free}`],
    ['charge_card', 'arguments.amount: { number: { min: 0 } }', `charge_card pays ${free}`],
    ['charge_card', 'arguments.amount: { number: { max: 100 } }', undefined],
    [
      'charge_card',
      'arguments.amount: { any_of: [{ number: { max: 9 } }, { exists: true }] }',
      `charge_card pays ${free}`,
    ],
    ['reach', '', `reach sends outside ${free}`],
    ['reach', 'arguments.whom: { email: { domains: [a.example] } }', undefined],
    ['reach', "arguments.whom: '@acme'", undefined],
    ['reach', "arguments.whom: '^[^@\\s]+@[^@\\s]+$'", `reach sends outside ${free}`],
    ['reach', "arguments.whom: { not: '@acme' }", `reach sends outside ${free}`],
    ['reach', "arguments.subject: '^Re'", `reach sends outside ${free}`],
    ['call', 'arguments.url: { url: { hosts: [a.example] } }', undefined],
    ['call', "arguments.url: '^https?://.*'", `call sends outside ${free}`],
    ['shell', '', `shell executes ${free}`],
    ['shell', 'arguments.line: { command: { programs: [ls] } }', undefined],
    ['shell', 'arguments.line: { one_of: [status] }', undefined],
    ['shell', "arguments.line: '^ls'", `shell executes ${free}`],
    ['delete_nothing', '', undefined],
    ['remove_user', '', `remove_user deletes, by its name, ${free}`],
    ["'delete_*'", '', `delete_* deletes, by its name, ${free}`],
    ['get_time', '', undefined],
    ["'**'", '', `close deletes ${free}`],
  ])('of %s with %j is %j', (tool, match, message) => {
    const texts = { 'a.yaml': policy(tool, match) };
    expect(messages(texts)).toEqual(message === undefined ? [] : [message]);
    const held = policy(tool, match, 'require_approval');
    expect(messages({ 'a.yaml': held })).toEqual([]);
    expect(messages({ 'a.yaml': policy(tool, match, 'deny') })).toEqual([]);
  });

  it('points at the allow', () => {
    const texts = { 'tools.yaml': tools, 'a.yaml': policy('close') };
    expect(told(code, texts)).toEqual(['warning allow']);
  });

  it('is nothing where the baseline, a boundary or the plan sees to it', () => {
    const baseline = (rest: string): string => `kind: baseline\nrules: [{ tool: 'clo*', ${rest} }]\n`;
    const a = { 'a.yaml': policy('close') };
    expect(
      messages({
        ...a,
        'b.yaml': baseline('action: require_approval, approval: { channel: c, timeout: 1h }'),
      }),
    ).toEqual([]);
    expect(
      messages({ ...a, 'b.yaml': baseline('conditions: [{ match: { arguments.x: y }, action: deny }]') }),
    ).toHaveLength(1);
    const plans = (approvals: string): string =>
      `plans: { p: { rate_limits: { total_tool_calls: 1/s }${approvals} } }\n`;
    const planned = { 'a.yaml': `${policy('close')}plan: p\n` };
    expect(messages({ ...planned, 'p.yaml': plans(', approvals: required') })).toEqual([]);
    expect(messages({ ...planned, 'p.yaml': plans('') })).toHaveLength(1);
    const boundaries = (enforce: boolean): string =>
      `kind: boundaries\nenforce: ${enforce}\ntools: { reach: { arguments.whom: { email: { domains: ['\${tenant.id}.example'] } } } }\n`;
    expect(messages({ 'a.yaml': policy('reach'), 'b.yaml': boundaries(true) })).toEqual([]);
    expect(messages({ 'a.yaml': policy('reach'), 'b.yaml': boundaries(false) })).toHaveLength(1);
  });

  it('tells a fleet once', () => {
    const texts = {
      'tools.yaml': tools,
      'base.yaml': base('rules: [{ tool: close, action: allow }]'),
      'fleet.yaml': fleet(50),
    };
    expect(findingsOf(code, texts)).toMatchObject([{ file: 'base.yaml', tenants: 50, rule: 'close#0' }]);
  });
});
