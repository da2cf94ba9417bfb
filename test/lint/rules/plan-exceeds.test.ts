import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';
import { base, fleet, told } from '../posture-texts.ts';

const code = 'plan/exceeds';
const plans = (limits: string, tools = ''): string =>
  `plans: { p: { ${tools === '' ? '' : `tools: [${tools}], `}rate_limits: { ${limits} } } }\n`;
const policy = (tool: string, rate = '', action = 'allow'): string =>
  `tenant_id: a\nplan: p\nrules: [{ tool: ${tool}, action: ${action}${rate === '' ? '' : `, constraints: { rate_limit: ${rate} }`} }]\n`;

describe(code, () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['export', "search, 'get_*'", ['error export']],
    ['search', "search, 'get_*'", []],
    ["'*'", "search, 'get_*'", []],
    ["'set_*'", "search, 'get_*'", ["error 'set_*'"]],
    ['[search, export]', 'search', ['error export']],
  ])('of the tool %s on a plan with %s is %j', (tool, tools, expected) => {
    const texts = { 'a.yaml': policy(tool), 'plans.yaml': plans('total_tool_calls: 9/s', tools) };
    expect(told(code, texts)).toEqual(expected);
    expect(told(code, { ...texts, 'a.yaml': policy(tool, '', 'deny') })).toEqual([]);
  });

  it.each<readonly [string, string, string, readonly string[]]>([
    ['x', '50/hour', 'x: 10/hour', ['error 50/hour']],
    ['x', '10/hour', 'x: 10/hour', []],
    ['x', '5/min', 'x: 50/hour', []],
    ['x', '51/min', 'x: 50/hour', ['error 51/min']],
    ['x', '50/hour', 'y: 10/hour', []],
    ['x', '50/hour', "'x*': 10/hour", ['error 50/hour']],
    ['x', '50/hour', 'total_tool_calls: 49/hour', ['error 50/hour']],
    ['[x, y]', '15/hour', 'x: 10/hour, y: 10/hour', []],
    ['[x, y]', '21/hour', 'x: 10/hour, y: 10/hour', ['error 21/hour']],
    ["'x*'", '50/hour', "'x*': 10/hour", []],
    ["'x*'", '50/hour', 'total_tool_calls: 10/hour', ['error 50/hour']],
  ])('of %s with %s on a plan with %s is %j', (tool, rate, limits, expected) => {
    expect(told(code, { 'a.yaml': policy(tool, rate), 'plans.yaml': plans(limits) })).toEqual(expected);
  });

  it('tells a template once for each plan', () => {
    const texts = {
      'base.yaml': base('rules: [{ tool: export, action: allow }]'),
      'fleet.yaml': `${fleet(20).replaceAll('extends: base', 'extends: base, plan: p')}  - { tenant_id: q, extends: base, plan: q }\n  - { tenant_id: s, extends: base, plan: q, status: suspended }\n`,
      'plans.yaml': 'plans: { p: { tools: [x] }, q: { tools: [y] } }\n',
    };
    expect(findingsOf(code, texts).map(({ file, tenant, tenants }) => [file, tenant, tenants])).toEqual([
      ['base.yaml', 't0', 20],
      ['base.yaml', 'q', undefined],
    ]);
  });
});
