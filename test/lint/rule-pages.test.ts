import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { controlCatalogues } from '../../src/lint/control-catalogues.ts';
import { controlTitle } from '../../src/lint/control.ts';
import { lintRules } from '../../src/lint/registry.ts';
import { isLockedCode } from '../../src/lint/rule.ts';
import { lintTexts } from './lint-texts.ts';
import { exampleFiles, readRulePage } from './rule-page.ts';

const folder = (path: string, end: string): readonly string[] =>
  readdirSync(new URL(path, import.meta.url))
    .map((file) => (file.endsWith(end) ? file.slice(0, -end.length) : file))
    .sort();
const names = lintRules.map(({ code }) => code.replace('/', '-')).sort();

describe('registry, files, pages and tests', () => {
  it('name the same rules', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(folder('../../src/lint/rules', '.ts')).toEqual(names);
    expect(folder('../../docs/rules', '.md')).toEqual(names);
    expect(folder('./rules', '.test.ts')).toEqual(names);
  });
});

describe.each(lintRules)('docs/rules: $code', ({ code, level, kind, edition, finds, controls }) => {
  const page = readRulePage(code);

  it('says what the registry says', () => {
    expect(page.title).toBe(`# ${code}`);
    expect(page.text.toLowerCase()).toContain(`\n${finds.toLowerCase()}.\n`);
    expect(page.text).toContain(`Level: ${level}. Kind: ${kind} (`);
    expect(page.text).toContain(`Edition: ${edition}.`);
    expect(page.headings).toEqual(['What it finds', 'Why', 'Avoid', 'Prefer', 'Options', 'Controls']);
    expect(page.section('Options').includes('can be neither ignored')).toBe(isLockedCode(code));
  });

  it('lists the controls with their titles', () => {
    const titles = new Map(Object.entries(controlCatalogues).map(([name, { title }]) => [name, title]));
    const listed = controls.map((control) => {
      const catalogue = `${titles.get(control.catalogue)} (${control.version})`;
      return `- ${catalogue}: ${control.id} ${controlTitle(control)}`;
    });
    expect(page.section('Controls').trim().split('\n')).toEqual(listed);
  });

  it('finds what it says to avoid', () => {
    const { findings } = lintTexts(exampleFiles(page.section('Avoid')));
    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it('finds nothing in what it says to prefer', () => {
    const { findings, summary } = lintTexts(exampleFiles(page.section('Prefer')));
    expect(findings.filter((finding) => finding.code === code)).toEqual([]);
    expect(summary.errors).toBe(0);
  });
});
