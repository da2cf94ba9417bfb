import { describe, expect, test } from 'vitest';
import { diffTool } from '../../src/analysis/diff-tool.ts';
import { diffTenantPlans } from '../../src/analysis/tenant-plan-diff.ts';
import { workspaceOf } from '../simulate/replay-for.ts';

describe('a tenant whose rules read its plan', () => {
  const reading = (more = ''): string =>
    `rules: [{ tool: read, conditions: [{ match: { arguments.tier: { one_of: ['\${plan}', c] } }, action: allow }${more} ] }]`;

  function planReading(policy: string, a: string, b: string) {
    const workspace = workspaceOf({
      't.yaml': `tenant_id: t\nplan: a\n${policy}`,
      'plans.yaml': `plans:\n  a: ${a}\n  b: ${b}`,
    });
    const [from, to] = [workspace.plans?.get('a'), workspace.plans?.get('b')];
    const tenant = workspace.tenants.get('t');
    if (tenant === undefined || from === undefined || to === undefined) throw new Error('incomplete');
    const diff = diffTenantPlans(tenant, workspace, from, to, diffTool);
    return {
      verdict: diff.verdict,
      felt: diff.changes.map(({ kind, tool, from: was, to: is, witness }) =>
        [kind, tool, was, is, JSON.stringify(witness?.arguments)].join(' '),
      ),
    };
  }

  test('is compared by what they then decide', () => {
    expect(planReading(reading(), '{}', '{}')).toEqual({
      verdict: 'incomparable',
      felt: ['decision read allow deny {"tier":"a"}', 'decision read deny allow {"tier":"b"}'],
    });
  });

  test('notices nothing where they come to the same', () => {
    const any = ', { match: { arguments.tier: { exists: true } }, action: allow }';
    expect(planReading(reading(any), '{}', '{}')).toEqual({ verdict: 'equivalent', felt: [] });
  });

  test('hears of a tool that is lost once', () => {
    expect(planReading(reading(), '{}', '{ tools: [x] }')).toEqual({
      verdict: 'narrower',
      felt: ['decision read entitled not entitled '],
    });
  });
});
