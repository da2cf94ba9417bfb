import { describe, expect, it } from 'vitest';
import { lintGithub } from '../../src/report/lint-github.ts';
import { lintStepSummary } from '../../src/report/lint-markdown.ts';
import { findingAt, hostileText, resultOf } from './lint-findings.ts';

const text = 'a: 1\ndefault_action: allow\nb: 2\n';
const finding = findingAt('a.yaml', text, 'allow');
const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    findingAt(`${String(index).padStart(3, '0')}.yaml`, text, 'allow', {
      severity: index === count - 1 ? 'error' : 'warning',
    }),
  );

describe('lintGithub', () => {
  it('is a workflow command at the place', () => {
    expect(lintGithub(resultOf([finding]), { pathPrefix: 'policies/' })).toBe(
      '::error file=policies/a.yaml,line=2,col=17,endColumn=22,title=structure/default-allow::' +
        'whatever no rule decides is allowed%0Awrite `default_action: deny`%0Apolicy rules structure/default-allow\n',
    );
  });

  it('says which call shows it, there and in the summary', () => {
    const shown = findingAt('a.yaml', text, 'allow', {
      code: 'isolation/rules-escape',
      witness: { tool: 'read', arguments: { path: '/x%0A::' }, context: {}, kind: 'foreign' },
    });
    const words = 'allowed read {"path":"/x%250A::"}   (only the enforced boundary stops it)';
    expect(lintGithub(resultOf([shown]))).toContain(`is allowed%0A${words}%0Awrite`);
    expect(lintStepSummary(resultOf([shown]))).toContain('<br>allowed `read {"path":"/x%0A::"}');
  });

  it('gives a place of several lines its lines only, and a note as a notice', () => {
    const lines = findingAt('a.yaml', text, 'allow\nb', { severity: 'note' });
    expect(lintGithub(resultOf([lines]))).toMatch(/^::notice file=a\.yaml,line=2,endLine=3,title=/);
  });

  it('lets no text end its command or begin another', () => {
    const hostile = findingAt(`a,line=9::${hostileText}`, text, 'allow', {
      message: hostileText,
      help: hostileText,
    });
    const shown = lintGithub(resultOf([hostile]));
    expect(shown.trimEnd().split(/[\r\n\u2028]/)).toHaveLength(1);
    const [, properties = ''] = /^::error (.*?)::/.exec(shown) ?? [];
    expect(properties.split(',').map((property) => property.split('=')[0])).toEqual([
      'file',
      'line',
      'col',
      'endColumn',
      'title',
    ]);
    expect(shown).not.toMatch(/[\u001b\u202e]/);
  });

  it.each([
    [10, 10],
    [11, 10],
    [500, 10],
  ])('of %i findings prints %i commands, the worst among them and the rest counted', (count, printed) => {
    const lines = lintGithub(resultOf(many(count)))
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(printed);
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(1);
    if (count > 10)
      expect(lines.at(-1)).toMatch(
        new RegExp(`^::warning title=${count - 9} more::${count - 9} warnings more`),
      );
    expect(
      lintGithub(resultOf(many(count)), { all: true })
        .trimEnd()
        .split('\n'),
    ).toHaveLength(count);
  });

  it('is empty for no findings', () => {
    expect(lintGithub(resultOf([]))).toBe('');
  });
});

describe('lintStepSummary', () => {
  it('lists all findings', () => {
    const page = lintStepSummary(resultOf(many(500)));
    expect(page).toMatch(/^### policy lint\n\n1 error, 499 warnings in 1 file, 1 tenant\.\n/);
    expect(page.match(/^\| (?:error|warning) \|/gm)).toHaveLength(500);
  });

  it('stays below what GitHub takes, and says what had no room', () => {
    const long = Array.from({ length: 5_000 }, () => ({ ...finding, message: '名'.repeat(200) }));
    const page = lintStepSummary(resultOf(long));
    expect(new TextEncoder().encode(page).length).toBeLessThan(1024 * 1024);
    const shown = page.match(/^\| error \|/gm)?.length ?? 0;
    expect(page).toContain(`\n${(5_000 - shown).toLocaleString('en-US')} errors more had no room here`);
  });

  it('says that nothing was found', () => {
    expect(lintStepSummary(resultOf([]))).toBe('### policy lint\n\nNothing found in 1 file, 1 tenant.\n');
  });
});
