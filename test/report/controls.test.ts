import { describe, expect, it } from 'vitest';
import type { CatalogueCoverage, ControlCoverage } from '../../src/model/control-coverage.ts';
import { lintMarkdown, lintStepSummary } from '../../src/report/lint-markdown.ts';
import { lintSarif } from '../../src/report/lint-sarif.ts';
import { codeScanningProblems } from './code-scanning.ts';
import { sarifOptions } from './format-options.ts';
import { findingAt, hostileText, resultOf } from './lint-findings.ts';
import { sarifSchema } from './sarif-schema.ts';

const none = { errors: 0, warnings: 0, notes: 0 };

const control = (id: string, more: Partial<ControlCoverage> = {}): ControlCoverage => ({
  id,
  title: `Title of ${id}`,
  state: 'uncovered',
  checked: [],
  findings: none,
  delegated: [],
  notCovered: [],
  ...more,
});

const soc2: CatalogueCoverage = {
  catalogue: 'soc2',
  title: 'SOC 2',
  version: '2017',
  controls: [
    control('CC6.1', {
      state: 'findings',
      checked: [{ code: 'structure/secret', tenants: 2, ...none, errors: 2 }],
      findings: { ...none, errors: 2 },
      delegated: [{ tool: 'report', path: 'arguments.q', to: 'storage' }],
      notCovered: ['1 argument that no boundary names'],
    }),
    control('CC7.1'),
  ],
};

const hostile: CatalogueCoverage = {
  ...soc2,
  controls: [
    control('CC6.1', {
      state: 'partly',
      delegated: [{ tool: hostileText, path: hostileText, to: hostileText }],
      notCovered: [hostileText],
    }),
  ],
};

function taxaOf(controls: readonly CatalogueCoverage[]) {
  const written = lintSarif(resultOf([]), new Map(), { ...sarifOptions, controls });
  expect([sarifSchema()(JSON.parse(written)), codeScanningProblems(written)]).toEqual([true, []]);
  const [{ taxonomies, invocations }] = JSON.parse(written).runs;
  const { taxa } = taxonomies.find(({ name }: { name: string }) => name === 'soc2');
  return { taxa, notes: invocations[0].toolExecutionNotifications };
}

describe('controls in Markdown', () => {
  it('are a table, in which one that no rule serves is uncovered', () => {
    const shown = lintMarkdown(resultOf([]), { controls: [soc2] });
    expect(shown.split('\n').slice(4, 12)).toEqual([
      '#### SOC 2, 2017',
      '',
      '2 controls: 1 with findings, 0 checked in part, 0 checked, 1 uncovered.',
      '',
      '| control | state | of it |',
      '|---|---|---|',
      '| `CC6.1` Title of CC6&#46;1 | findings | checked: structure&#47;secret<br>found: 2 errors &#40;structure&#47;secret 2&#41;<br>delegated: arguments&#46;q of report to storage<br>not covered: 1 argument that no boundary names |',
      '| `CC7.1` Title of CC7&#46;1 | uncovered | uncovered: no rule serves it |',
    ]);
    expect(shown).not.toMatch(/pass/i);
  });

  it('leave room for findings, and say which had none', () => {
    const many = Array.from({ length: 1000 }, (_, at) =>
      control(`C${at}`, { notCovered: ['x'.repeat(200)] }),
    );
    const findings = Array.from({ length: 900 }, () =>
      findingAt('a.yaml', 'a: 1', '1', { help: 'y'.repeat(300) }),
    );
    const shown = lintMarkdown(resultOf(findings), { controls: [{ ...soc2, controls: many }] });
    expect(shown.length).toBeLessThan(65_536);
    expect(shown).toMatch(/\n\d+ controls had no room here; `--all` lists all\.\n/);
    expect(shown.match(/^\| error /gm)?.length).toBeGreaterThan(50);
    const all = lintMarkdown(resultOf(findings), { controls: [{ ...soc2, controls: many }], all: true });
    expect(all.match(/^\| `C\d+` /gm)).toHaveLength(1000);
    expect(
      lintStepSummary(resultOf(findings), { controls: [{ ...soc2, controls: many }] }).length,
    ).toBeLessThan(1_048_576);
  });

  it('hold hostile text', () => {
    const row = lintMarkdown(resultOf([]), { controls: [hostile] }).split('\n')[10] ?? '';
    expect(row).toMatch(/^\| `CC6\.1` /);
    expect(row.replaceAll(/&#\d+;|<br>|`CC6\.1`|\|/g, '')).not.toMatch(
      /[<>`[\]()@!&*_~\\#\u0000-\u001f\u202e]/,
    );
  });
});

describe('controls in SARIF', () => {
  it('are properties of their taxa, those too that no rule serves', () => {
    const { taxa, notes } = taxaOf([soc2]);
    const stateOf = (id: string): unknown =>
      taxa.find((taxon: { id: string }) => taxon.id === id)?.properties;
    expect(stateOf('CC6.1')).toEqual({
      state: 'findings',
      checked: ['structure/secret'],
      findings: { errors: 2, warnings: 0, notes: 0 },
      delegated: ['arguments.q of report to storage'],
      notCovered: ['1 argument that no boundary names'],
    });
    expect(stateOf('CC7.1')).toMatchObject({ state: 'uncovered', checked: [] });
    expect(notes.at(-1).message.text).toBe(
      'SOC 2, 2 controls: 1 with findings, 0 checked in part, 0 checked, 1 uncovered. Uncovered: CC7.1.',
    );
  });

  it('are only the served ones, without a word on them, where nobody asked', () => {
    const { taxa } = taxaOf([]);
    expect(taxa.map(({ id }: { id: string }) => id)).not.toContain('CC7.1');
    expect(taxa.some((taxon: object) => 'properties' in taxon)).toBe(false);
  });

  it('hold hostile text, and of long lists the beginning', () => {
    expect(JSON.stringify(taxaOf([hostile]).taxa)).not.toMatch(/[\u0000-\u001f\u202e\u2028]/);
    const delegated = Array.from({ length: 200 }, (_, at) => ({ tool: `t${at}`, path: 'arguments.a' }));
    const { taxa } = taxaOf([{ ...soc2, controls: [control('CC6.1', { delegated })] }]);
    expect(taxa[0].properties.delegated).toHaveLength(51);
    expect(taxa[0].properties.delegated.at(-1)).toBe('150 more (--all lists them)');
  });
});
