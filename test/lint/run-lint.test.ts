import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { LintRule, Report } from '../../src/lint/rule.ts';
import { formalRules, lintTexts } from './lint-texts.ts';

const open = 'tenant_id: a\ndefault_action: allow\n';
const template = 'kind: template\nname: base\nrules:\n  - { id: x, tool: x }\n  - { id: y, tool: y }\n';
const places = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ file, range, code }) => `${file}:${range.start.line} ${code}`);

/** A rule that reports what a function says of each tenant. */
const ruleOf = (report: (tenant: string) => Partial<Report>): LintRule => ({
  code: 'isolation/undecided',
  level: 'warning',
  kind: 'A',
  edition: 1,
  finds: 'a test',
  help: 'do this',
  controls: [],
  check: ({ workspace }) =>
    [...workspace.tenants.values()].map(({ tenantId, rules, place }) => ({
      message: `${tenantId} reaches others`,
      tenant: tenantId,
      place: rules[0]?.rule.place ?? place,
      ...report(tenantId),
    })),
});

describe('runLint', () => {
  it('orders findings by file, offset and code, and counts them', () => {
    const { findings, summary } = lintTexts(
      {
        'b.yaml': open,
        'a.yaml':
          'tenant_id: b\nrules:\n  - { tool: send_email, action: allow, approval: { channel: slack } }\ndefault_action: allow\n',
        'other.yaml': 'replicas: 3\n',
      },
      { rules: formalRules },
    );
    expect(places(findings)).toEqual([
      'a.yaml:3 isolation/missing-boundary',
      'a.yaml:3 structure/open-arguments',
      'a.yaml:3 structure/no-effect',
      'a.yaml:4 structure/default-allow',
      'b.yaml:2 structure/default-allow',
    ]);
    expect(summary).toEqual({
      files: 2,
      tenants: 2,
      errors: 3,
      warnings: 2,
      notes: 0,
      undecided: 0,
      suppressed: 0,
    });
  });

  it('is the same whatever the order of the files', () => {
    const files = {
      'b.yaml': open,
      'c.yaml': open.replace(' a', ' c'),
      'a.yaml': 'tenant_id: b\nrules: [{ tool: x }]\n',
    };
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    expect(lintTexts(files).findings).toEqual(lintTexts(reversed).findings);
  });

  it('says of a rule in a template how many tenants have it', () => {
    const { findings } = lintTexts(
      {
        'base.yaml': template,
        'a.yaml': 'tenant_id: a\nextends: base\n',
        'b.yaml': 'tenant_id: b\nextends: base\nrules: [{ id: x, tool: x, action: deny }]\n',
        'c.yaml': 'tenant_id: c\n',
      },
      { rules: formalRules },
    );
    expect(findings.map(({ rule, tenant, tenants }) => [rule, tenant, tenants])).toEqual([
      ['x', 'a', 1],
      ['y', 'a', 2],
    ]);
  });

  it('puts what a template causes for many tenants into one finding', () => {
    const tenants = ['c', 'b', 'a'].map((id) => [`${id}.yaml`, `tenant_id: ${id}\nextends: base\n`] as const);
    const files = {
      'base.yaml': template.replaceAll('tool: x', 'tool: x, action: deny'),
      ...Object.fromEntries(tenants),
    };
    const rules = [ruleOf(() => ({}))];
    const { findings, summary } = lintTexts(files, { rules });
    expect(findings).toMatchObject([
      { message: 'a reaches others', tenant: 'a', tenants: 3, file: 'base.yaml' },
    ]);
    expect(summary).toMatchObject({ warnings: 1, undecided: 1 });
    const different = lintTexts(files, {
      rules: [ruleOf((tenant) => ({ message: `${tenant}: ${tenant === 'b' ? 'x' : 'y'}` }))],
    });
    expect(different.findings.map(({ tenant, tenants }) => [tenant, tenants])).toEqual([
      ['a', 2],
      ['b', undefined],
    ]);
  });

  it('shows of named files what is in them or caused by them, as a full run does', () => {
    const files = {
      'base.yaml': template.replaceAll('tool: x', 'tool: x, action: deny'),
      'a.yaml': 'tenant_id: a\nextends: base\n',
      'b.yaml': 'tenant_id: b\nextends: base\ndefault_action: allow\n',
      'c.yaml': 'tenant_id: c\ndefault_action: allow\n',
    };
    const rules = [...formalRules, ruleOf(() => ({}))];
    const full = lintTexts(files, { rules }).findings;
    const some = lintTexts(files, { rules, files: new Set(['b.yaml']) });
    expect(places(some.findings)).toEqual([
      'b.yaml:3 structure/default-allow',
      'base.yaml:4 isolation/undecided',
    ]);
    expect(some.findings).toEqual(
      full.filter((finding) =>
        some.findings.some((each) => each.message === finding.message && each.file === finding.file),
      ),
    );
    expect(some.summary).toMatchObject({ files: 4, tenants: 3, errors: 1, warnings: 1 });
  });

  it('hides nothing that no rule stands for', () => {
    const { findings } = lintTexts('tenant_id: a\ntenant_id: b\n', { rules: [] });
    expect(findings.map(({ code, help }) => [code, help !== ''])).toEqual([['yaml/duplicate-key', true]]);
  });

  it('counts what comments hide', () => {
    const { findings, summary } = lintTexts(
      `# policy-ignore structure/default-allow -- pilot\n${open}`.replace(
        '# policy-ignore structure/default-allow -- pilot\ntenant_id: a\n',
        'tenant_id: a\n# policy-ignore structure/default-allow -- pilot\n',
      ),
      { rules: formalRules },
    );
    expect(findings).toEqual([]);
    expect(summary.suppressed).toBe(1);
  });

  it('takes levels from the configuration and the command line', () => {
    const lint = { rules: { 'structure/default-allow': 'off' } } as const;
    expect(lintTexts(open, { rules: formalRules, lint }).findings).toEqual([]);
    const levels = new Map([['structure/default-allow', 'note']] as const);
    expect(lintTexts(open, { rules: formalRules, lint, levels }).findings).toMatchObject([
      { severity: 'note' },
    ]);
  });

  it.each([
    '',
    '\0',
    '- a\n- b\n',
    '{',
    '&a [*a]',
    'tenant_id: [',
    '\ufeff',
    'rules: [{tool: x}]',
    '!!binary x',
  ])('does not throw on %j', (text) => {
    expect(lintTexts({ 'a.yaml': text, 'b.yaml': open }).findings.length).toBeGreaterThan(0);
  });

  it('counts what nobody would read of a long text', () => {
    const [finding] = lintTexts(`tenant_id: ${'a'.repeat(100_000)}\n`, { rules: formalRules }).findings;
    expect(finding?.message.length).toBeLessThan(500);
    expect(finding?.message).toMatch(/^`a+… \(\d+ more characters\) …a+` cannot be `tenant_id`$/);
  });
});
