import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const base = 'kind: template\nname: base\nrules: [{ tool: get_time, action: allow }]\n';

describe('schema/reference', () => {
  it('is a template that nobody wrote', () => {
    const files = { 'base.yaml': base, 'acme.yaml': 'tenant_id: acme\nextends: bse\n' };
    expect(markedBy('schema/reference', files)).toEqual(['acme.yaml:2:10 bse']);
  });

  it('is templates that extend each other in a circle', () => {
    const files = { 'a.yaml': `${base}extends: base\n` };
    expect(markedBy('schema/reference', files)).not.toEqual([]);
  });

  it('is one finding for a list of tenants that name one unknown plan', () => {
    const tenants = ['a', 'b', 'c'].map((id) => `  - { tenant_id: ${id}, plan: gold }\n`).join('');
    const files = {
      'plans.yaml': 'rate_limits: { free: { total_tool_calls: 5/hour } }\n',
      'tenants.yaml': `kind: tenants\ntenants:\n${tenants}`,
    };
    const [finding, ...more] = findingsOf('schema/reference', files);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ tenant: 'a', tenants: 3, range: { start: { line: 3 } } });
  });

  it('is nothing where every name exists', () => {
    const files = { 'base.yaml': base, 'acme.yaml': 'tenant_id: acme\nextends: base\n' };
    expect(markedBy('schema/reference', files)).toEqual([]);
  });
});
