import { describe, expect, it } from 'vitest';
import { catalogueCoverage, catalogueNames } from '../../../src/lint/controls/catalogue-coverage.ts';
import { lintRules } from '../../../src/lint/registry.ts';
import type { ControlCoverage } from '../../../src/model/control-coverage.ts';
import { plainPalette } from '../../../src/report/palette.ts';
import { controlsPretty } from '../../../src/report/controls-pretty.ts';
import { lintJson } from '../../../src/report/lint-json.ts';
import { outputSchema } from '../../report/output-schemas.ts';
import { lintTexts, type LintTextsOptions, type Texts } from '../lint-texts.ts';
import { postured } from '../posture-texts.ts';

function coverage(
  catalogue: string,
  id: string,
  texts: Texts,
  options: LintTextsOptions = {},
): ControlCoverage | undefined {
  const found = catalogueCoverage(catalogue, lintTexts(texts, options));
  return found?.controls.find((control) => control.id === id);
}

const boundaries = `kind: boundaries
tools:
  read: { arguments.path: { path_within: '/d/\${tenant.id}/' } }
  report: { arguments.query: { delegated: storage.row_level_security } }
  mail: { arguments.to: open }
`;
const reading =
  "rules: [{ tool: read, conditions: [{ match: { arguments.path: { path_within: '/d/acme/' } }, action: allow }] }]\n";

describe('catalogueCoverage', () => {
  it('knows its catalogues, and no others', () => {
    for (const name of catalogueNames)
      expect(catalogueCoverage(name, lintTexts('tenant_id: a\n'))).toBeDefined();
    for (const name of ['', 'soc3', 'constructor', '__proto__'])
      expect(catalogueCoverage(name, lintTexts('tenant_id: a\n'))).toBeUndefined();
  });

  it('says of every control with a rule that it is not unserved, and of no other', () => {
    for (const name of catalogueNames) {
      const served = new Set(
        lintRules.flatMap(({ controls }) =>
          controls.filter(({ catalogue }) => catalogue === name).map(({ id }) => id),
        ),
      );
      const found = catalogueCoverage(name, lintTexts('tenant_id: a\n'));
      for (const { id, state, checked, notCovered } of found?.controls ?? []) {
        expect(checked.length > 0 || notCovered.length > 0, `${name} ${id}`).toBe(served.has(id));
        if (checked.length === 0) expect(state).toBe('uncovered');
      }
    }
  });

  it('covers a control in part where a document was not understood', () => {
    const texts = { 'a.yaml': postured('identity: { kind: workload, token_ttl: 15m, claims: [tenant_id] }') };
    expect(coverage('soc2', 'CC6.2', texts)?.notCovered).toEqual([]);
    for (const [broken, others] of [
      [{ 'z.yaml': 'tenant_id: zed\nrules: [\n' }, ''],
      [{ 'y.yaml': 'tenant_id: yes\n', 'z.yaml': 'tenant_id: zed\nrulez: []\n' }, ' and 1 more file'],
    ] as const) {
      const [first = ''] = Object.keys(broken);
      const told = coverage('soc2', 'CC6.2', { ...texts, ...broken });
      expect([told?.state, told?.notCovered[0]]).toEqual([
        'partly',
        `what has errors in ${first}${others} was not understood, and not checked`,
      ]);
    }
  });

  it('is uncovered where the one rule had nothing to look at', () => {
    const none = coverage('soc2', 'CC6.6', 'tenant_id: a\n');
    expect(none).toMatchObject({
      state: 'uncovered',
      checked: [],
      notCovered: ['posture/egress: 1 of 1 tenants declare nothing that it judges by'],
    });
    const declared = coverage('soc2', 'CC6.6', postured('egress: { default: deny }'));
    expect(declared).toMatchObject({ state: 'checked', notCovered: [] });
    const open = coverage('soc2', 'CC6.6', postured('egress: { default: allow }'));
    expect(open).toMatchObject({
      state: 'findings',
      findings: { errors: 1, warnings: 0, notes: 0 },
      checked: [{ code: 'posture/egress', tenants: 1, errors: 1 }],
    });
    const absent = coverage('soc2', 'CC6.6', postured('architecture: logical'));
    expect(absent).toMatchObject({ state: 'findings', findings: { warnings: 1 } });
    const other = { 'a.yaml': postured('egress: { default: deny }'), 'b.yaml': 'tenant_id: b\n' };
    expect(coverage('soc2', 'CC6.6', other)).toMatchObject({
      state: 'partly',
      notCovered: ['posture/egress: 1 of 2 tenants declare nothing that it judges by'],
    });
  });

  it('is uncovered where the one rule is off, and partly where it is off for some files or ignored', () => {
    const texts = {
      'a.yaml': postured('egress: { default: deny }'),
      'b.yaml': postured('egress: { default: deny }').replace('acme', 'b'),
    };
    const off = { lint: { rules: { 'posture/egress': 'off' } } } as const;
    expect(coverage('soc2', 'CC6.6', texts, off)).toMatchObject({
      state: 'uncovered',
      notCovered: ['posture/egress is off'],
    });
    const some = {
      lint: { overrides: [{ files: ['b.yaml'], rules: { 'posture/egress': 'off' } }] },
    } as const;
    expect(coverage('soc2', 'CC6.6', texts, some)).toMatchObject({
      state: 'partly',
      notCovered: ['posture/egress is off in 1 of 2 files'],
    });
    const ignored =
      'tenant_id: a\nisolation:\n  egress:\n    # policy-ignore posture/egress -- pilot\n    default: allow\n';
    expect(coverage('soc2', 'CC6.6', ignored)).toMatchObject({
      state: 'partly',
      notCovered: ['posture/egress: 1 finding is ignored or suppressed'],
    });
  });

  it('names what is delegated, open and unproved', () => {
    const texts = { 'a.yaml': `tenant_id: acme\n${reading}`, 'boundaries.yaml': boundaries };
    const found = coverage('csa-aicm', 'AIS-11', texts);
    expect(found?.delegated).toEqual([
      { tool: 'report', path: 'arguments.query', to: 'storage.row_level_security' },
    ]);
    expect(found?.notCovered).toContain('open on purpose: arguments.to of mail');
    expect(coverage('csa-aicm', 'AIS-11', `tenant_id: acme\n${reading}`)?.notCovered).toContain(
      'nothing is proved of isolation',
    );
  });

  it('keeps to the schema, and prints hostile text safely', () => {
    const hostile = {
      'a.yaml': 'tenant_id: a\nrules: [{ tool: x, action: allow }]\n',
      'b.yaml': `kind: boundaries\ntools: { "x\\e[31m\\u202e": { arguments.a: { delegated: "\\e]0;x" } } }\n`,
    };
    const outcome = lintTexts(hostile);
    const controls = catalogueNames.flatMap((name) => catalogueCoverage(name, outcome) ?? []);
    expect(outputSchema('lint-output')(JSON.parse(lintJson(outcome, { controls })))).toBe(true);
    const printed = controlsPretty(controls, plainPalette, true);
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    for (const { controls: listed } of controls)
      for (const { id } of listed) expect(printed).toContain(`\n${id}  `);
  });

  it('names of very many open arguments some', () => {
    const tools = Array.from({ length: 100 }, (_, at) => `  t${at}: { arguments.a: open }`).join('\n');
    const texts = {
      'a.yaml': `tenant_id: acme\n${reading}`,
      'boundaries.yaml': `${boundaries}${tools}\n`,
    };
    const open = coverage('csa-aicm', 'AIS-11', texts)?.notCovered.find((text) => text.startsWith('open'));
    expect(open).toMatch(/ and \d+ more$/);
    expect(open?.match(/arguments\.a of/g)?.length).toBeLessThanOrEqual(20);
  });
});
