import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';
import { told } from '../posture-texts.ts';

const code = 'plan/unlimited';
const tenant = (rules: string): string => `tenant_id: a\nplan: p\nrules: [${rules}]\n`;
const messages = (texts: { readonly [file: string]: string }): readonly string[] =>
  findingsOf(code, texts).map(({ message }) => message);

describe(code, () => {
  it.each([
    ['x: 1/s', '{ tool: x, action: allow }', ''],
    ['x: 1/s', '{ tool: y, action: allow }', ', and nothing at all limits y'],
    ["'*': 1/s", '{ tool: y, action: allow }', ''],
    ['x: 1/s', '{ tool: y, action: deny }', ''],
    ['x: 1/s', '{ tool: y, action: allow, constraints: { rate_limit: 1/s } }', ''],
    ['x: 1/s', "{ tool: [b, 'c*', d, e], action: allow }", ', and nothing at all limits b, c*, d and 1 more'],
  ])('of a plan with %s and %s', (limits, rules, more) => {
    const texts = { 'a.yaml': tenant(rules), 'plans.yaml': `rate_limits: { p: { ${limits} } }\n` };
    expect(messages(texts)).toEqual([`no limit counts all calls of a tenant on p together${more}`]);
    expect(told(code, texts)).toEqual(['warning p']);
    const total = { ...texts, 'plans.yaml': 'rate_limits: { p: { total_tool_calls: 1/s } }\n' };
    expect(messages(total)).toEqual([]);
  });

  it('is said once of a workspace without plans', () => {
    const texts = {
      'a.yaml': 'tenant_id: a\nrules: [{ tool: [x, y], action: allow }]\n',
      'b.yaml': 'tenant_id: b\nrules: [{ tool: z, action: require_approval }, { tool: w, action: deny }]\n',
    };
    expect(findingsOf(code, texts)).toMatchObject([
      { message: 'nothing limits how often x, y and z are called', tenant: 'a', tenants: 2, tool: 'x' },
    ]);
    expect(messages({ 'a.yaml': 'tenant_id: a\n' })).toEqual([]);
  });
});
