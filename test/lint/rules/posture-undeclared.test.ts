import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';
import { base, fleet, postured, told } from '../posture-texts.ts';

const code = 'posture/undeclared';
const plans = (level: string): string =>
  `plans: { pro: { rate_limits: { total_tool_calls: 9/s }, logging: { level: ${level} } } }\n`;

describe(code, () => {
  it.each<readonly [string, readonly string[]]>([
    ['architecture: logical', []],
    ['storage: { model: pool }', []],
    ['data_risk: standard', ['warning isolation']],
    ['data_risk: confidential', ['error isolation']],
    ['frameworks: [soc2]', ['error isolation']],
    ['exposure: external, region: eu', ['warning isolation']],
  ])('of %s is %j', (isolation, expected) => {
    expect(told(code, postured(isolation))).toEqual(expected);
  });

  it('is said once where nobody has a posture', () => {
    const texts = { 'a.yaml': 'tenant_id: a\n', 'b.yaml': 'tenant_id: b\nstatus: suspended\n' };
    expect(findingsOf(code, texts)).toMatchObject([
      { severity: 'warning', file: 'a.yaml', tenant: 'a', tenants: 2 },
    ]);
  });

  it('is said of each who has none where others do, a template once', () => {
    const texts = {
      'a.yaml': postured('architecture: logical'),
      'b.yaml': 'tenant_id: b\n',
      'base.yaml': base(''),
      'fleet.yaml': fleet(3),
    };
    expect(findingsOf(code, texts).map(({ file, tenant, tenants }) => [file, tenant, tenants])).toEqual([
      ['b.yaml', 'b', undefined],
      ['fleet.yaml', 't0', 3],
    ]);
  });

  it('is an error where the plan records whole calls', () => {
    const tenant = 'tenant_id: a\nplan: pro\n';
    expect(told(code, { 'a.yaml': tenant, 'plans.yaml': plans('full') })).toEqual(['error a']);
    expect(told(code, { 'a.yaml': tenant, 'plans.yaml': plans('decisions_only') })).toEqual(['warning a']);
  });

  it('is nothing where a template declares it', () => {
    const texts = { 'base.yaml': base('isolation: { architecture: logical }'), 'fleet.yaml': fleet(2) };
    expect(told(code, texts)).toEqual([]);
  });
});
