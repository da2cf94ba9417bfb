import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { lintMarkdown } from '../../src/report/lint-markdown.ts';
import { findingAt, resultOf } from './lint-findings.ts';

const text = 'a: 1\ndefault_action: allow\nb: 2\n';
const finding = findingAt('a.yaml', text, 'allow');

describe('lintMarkdown', () => {
  it('is a table that fits a comment', () => {
    const shown = lintMarkdown(resultOf([finding], { suppressed: 2 }), { pathPrefix: 'p/' });
    expect(shown).toBe(
      [
        '### policy lint',
        '',
        '1 error in 1 file, 1 tenant, 2 ignored.',
        '',
        '| level | rule | place | finding |',
        '|---|---|---|---|',
        '| error | `structure/default-allow` | `p/a.yaml:2:17` | whatever no rule decides is allowed<br>write `default_action: deny` |',
        '',
      ].join('\n'),
    );
  });

  it('gives room to the worst, and counts the rest', () => {
    const many = Array.from(
      { length: 900 },
      (_, index): Finding => ({
        ...finding,
        severity: index < 800 ? 'warning' : 'error',
        help: 'x'.repeat(index < 800 ? 300 : 30),
      }),
    );
    const shown = lintMarkdown(resultOf(many));
    expect(shown.length).toBeLessThan(65_536);
    expect(shown.match(/^\| error \|/gm)).toHaveLength(100);
    const warnings = shown.match(/^\| warning \|/gm)?.length ?? 0;
    expect(shown).toContain(
      `\n${800 - warnings} warnings more had no room here; \`policy lint --all\` lists them.\n`,
    );
    expect(lintMarkdown(resultOf(many), { all: true }).match(/^\| /gm)).toHaveLength(901);
  });
});
