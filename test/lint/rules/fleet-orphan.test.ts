import { describe, expect, it } from 'vitest';
import { base, told } from '../posture-texts.ts';

const code = 'fleet/orphan';
const plans = 'plans: { free: { tools: [x] }, pro: { tools: [x] } }\n';
const template = (name: string, more = ''): string => base(more).replace('name: base', `name: ${name}`);

describe(code, () => {
  it('is a plan that no tenant has', () => {
    expect(told(code, { 'a.yaml': 'tenant_id: a\nplan: pro\n', 'plans.yaml': plans })).toEqual([
      'warning free',
    ]);
    const suspended = {
      'a.yaml': 'tenant_id: a\nplan: pro\n',
      'b.yaml': 'tenant_id: b\nplan: free\nstatus: suspended\n',
    };
    expect(told(code, { ...suspended, 'plans.yaml': plans })).toEqual([]);
  });

  it('is a template that no tenant extends, by way of others or not', () => {
    const texts = {
      'a.yaml': 'tenant_id: a\nextends: near\n',
      'far.yaml': template('far'),
      'lone.yaml': template('lone', 'extends: alone'),
      'alone.yaml': template('alone'),
      'near.yaml': template('near', 'extends: far'),
    };
    expect(told(code, texts)).toEqual(['warning alone', 'warning lone']);
  });

  it('is nothing in a library without tenants', () => {
    expect(told(code, { 'plans.yaml': plans, 'far.yaml': template('far') })).toEqual([]);
  });

  it('ends on templates that extend each other', () => {
    const texts = {
      'a.yaml': 'tenant_id: a\nextends: x\n',
      'x.yaml': template('x', 'extends: y'),
      'y.yaml': template('y', 'extends: x'),
    };
    expect(told(code, texts)).toEqual([]);
  });
});
