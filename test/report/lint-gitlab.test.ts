import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { lintGitlab } from '../../src/report/lint-gitlab.ts';
import { createSourceText } from '../../src/text/source-text.ts';
import { digestOf } from './format-options.ts';
import { findingAt, resultOf } from './lint-findings.ts';

const text = 'a: 1\ndefault_action: allow\nb: 2\n';
const finding = findingAt('a.yaml', text, 'allow');
const entries = (findings: readonly Finding[], more: object = {}, source: string = text) =>
  JSON.parse(
    lintGitlab(resultOf(findings), new Map([['a.yaml', createSourceText('a.yaml', source)]]), {
      digest: digestOf,
      ...more,
    }),
  );

describe('lintGitlab', () => {
  it('is a list of what GitLab reads of code quality', () => {
    expect(entries([finding], { pathPrefix: 'p/' })).toEqual([
      {
        description: 'whatever no rule decides is allowed',
        check_name: 'structure/default-allow',
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}:1$/),
        severity: 'critical',
        location: { path: 'p/a.yaml', lines: { begin: 2, end: 2 } },
      },
    ]);
    expect(entries([])).toEqual([]);
  });

  it('knows a finding again whose line moved', () => {
    const moved = `# one\n${text}`;
    const [before] = entries([finding]);
    const [after] = entries([findingAt('a.yaml', moved, 'allow')], {}, moved);
    expect([after.fingerprint, after.location.lines.begin]).toEqual([before.fingerprint, 3]);
  });

  it('counts what it leaves out in an entry of its own', () => {
    const many = Array.from({ length: 5_002 }, (): Finding => ({ ...finding, severity: 'note' }));
    const shown = entries(many);
    expect(shown).toHaveLength(5_001);
    expect(shown.at(-1)).toMatchObject({
      check_name: 'policy-lint/left-out',
      severity: 'info',
      description: '2 notes more had no room here; policy lint --all lists them',
    });
    expect(entries(many, { all: true })).toHaveLength(5_002);
  });
});
