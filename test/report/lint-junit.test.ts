import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { lintJunit } from '../../src/report/lint-junit.ts';
import { createSourceText } from '../../src/text/source-text.ts';
import { findingAt, resultOf } from './lint-findings.ts';
import { junitProblems } from './xml-problems.ts';

const text = 'a: 1\ndefault_action: allow\nb: 2\n';
const sources = new Map([['a.yaml', createSourceText('a.yaml', text)]]);
const finding = findingAt('a.yaml', text, 'allow');
const fails = ({ severity }: Finding): boolean => severity === 'error';

describe('lintJunit', () => {
  it('fails the cases that fail the run, skips the others, and shows what pretty shows', async () => {
    const warning: Finding = { ...finding, severity: 'warning' };
    const shown = lintJunit(resultOf([finding, warning]), sources, { fails, pathPrefix: 'p/' });
    expect(await junitProblems(shown)).toEqual([]);
    expect(shown).toContain('<testsuites name="policy lint" tests="3" failures="1" errors="0" skipped="1">');
    expect(shown).toContain('<testsuite name="p/a.yaml" tests="2" failures="1" errors="0" skipped="1">');
    expect(shown).toContain(
      '<failure message="error: whatever no rule decides is allowed" type="structure/default-allow">',
    );
    expect(shown).toContain('<skipped message="warning: whatever no rule decides is allowed"/>');
    expect(shown).toContain('  2 | default_action: allow\n    |                 ^^^^^\n');
    // Two findings that say the same in one file are two cases.
    expect(shown).toContain('whatever no rule decides is allowed (2)" classname="p/a.yaml"');
  });

  it('has a case where nothing was found', async () => {
    const shown = lintJunit(resultOf([]), new Map(), { fails });
    expect(await junitProblems(shown)).toEqual([]);
    expect(shown).toContain('tests="1" failures="0" errors="0" skipped="0"');
  });

  it('counts what it leaves out, as a failure where that fails the run', () => {
    const many = Array.from({ length: 5_003 }, () => ({ ...finding }));
    const shown = lintJunit(resultOf(many), sources, { fails });
    expect(shown).toContain('tests="5002" failures="5001"');
    expect(shown).toContain(
      '<failure message="3 errors more had no room here; policy lint --all lists them"',
    );
    expect(lintJunit(resultOf(many), sources, { fails, all: true })).toContain(
      'tests="5004" failures="5003"',
    );
  });
});
