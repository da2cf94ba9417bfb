import { describe, expect, test } from 'vitest';
import { diffPlans } from '../../src/analysis/plan-diff.ts';
import { diffTenantPlans } from '../../src/analysis/tenant-plan-diff.ts';
import { diffJson, type PlanComparison } from '../../src/report/diff-json.ts';
import { diffMarkdown } from '../../src/report/diff-markdown.ts';
import { diffPretty } from '../../src/report/diff-pretty.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { workspaceOf } from '../simulate/replay-for.ts';
import { outputSchema } from './output-schemas.ts';

const workspace = workspaceOf({
  'acme.yaml': 'tenant_id: acme\nplan: free\nrules: [{ tool: [read, send], action: allow }]',
  'plans.yaml': `plans:
  free: { tools: [read], rate_limits: { read: 50/hour, total_tool_calls: 500/hour }, logging: { level: full, retention: 90days } }
  pro: { rate_limits: { read: 1/s, total_tool_calls: 5000/hour }, logging: { retention: 1year }, approvals: required }
`,
});

function comparison(withTenant: boolean): PlanComparison {
  const [from, to] = [workspace.plans?.get('free'), workspace.plans?.get('pro')];
  const tenant = workspace.tenants.get('acme');
  if (from === undefined || to === undefined || tenant === undefined) throw new Error('incomplete');
  const felt = withTenant ? { tenant: diffTenantPlans(tenant, workspace, from, to) } : {};
  return { from: 'free', to: 'pro', changes: diffPlans(from, to), ...felt };
}

const cases = [
  ['of plans', comparison(false)],
  ['with a tenant', comparison(true)],
  ['of the same', { from: 'free', to: 'free', changes: [] }],
] as const;

describe('a comparison', () => {
  test.each(cases)('%s in JSON is as its schema says', (_, given) => {
    const validate = outputSchema('diff-output');
    const output: unknown = JSON.parse(diffJson(given));
    expect(validate(output) || validate.errors).toBe(true);
  });

  test('in JSON has the shape of every diff', () => {
    expect(JSON.parse(diffJson(comparison(true)))).toMatchObject({
      schemaVersion: 1,
      from: 'plan:free',
      to: 'plan:pro',
      tenants: [
        {
          tenant: 'acme',
          verdict: 'incomparable',
          changes: [{ id: 'tool:send', kind: 'decision', effect: 'wider' }, {}, {}, {}, {}, {}],
        },
      ],
      groups: [],
      workspace: [],
      plans: [{ plan: 'free', to: 'pro' }],
      text: [],
    });
  });

  test.each(cases)('%s for people', (_, given) => {
    expect(diffPretty(given, plainPalette)).toMatchSnapshot();
  });

  test.each(cases)('%s for a pull request', (_, given) => {
    expect(diffMarkdown(given)).toMatchSnapshot();
  });

  test('keeps names with marks of Markdown as they are', () => {
    const [change] = comparison(false).changes;
    if (change === undefined) throw new Error('no change');
    const text = diffMarkdown({ from: 'a`b', to: 'c', changes: [{ ...change, name: 'x|y`' }] });
    expect(text).toContain('### Plan ``a`b`` → `c`');
    expect(text).toContain('`` tool x\\|y` ``');
  });
});
