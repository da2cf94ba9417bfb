import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { lintPretty } from '../../src/report/lint-pretty.ts';
import { createSourceText } from '../../src/text/source-text.ts';
import { findingAt, hostileText, resultOf } from './lint-findings.ts';

const pretty = (
  text: string,
  findings: readonly Finding[],
  options: Parameters<typeof lintPretty>[2] = {},
): string => lintPretty(resultOf(findings), new Map([['a.yaml', createSourceText('a.yaml', text)]]), options);
const text = 'tenant_id: acme\ndefault_action: allow\n';

describe('lintPretty', () => {
  it('prints a finding as people read it', () => {
    const finding = findingAt('a.yaml', text, 'allow', { label: 'every tool that nobody thought of' });
    expect(pretty(text, [finding])).toBe(
      [
        'error structure/default-allow  whatever no rule decides is allowed',
        '  a.yaml:2:17',
        '  2 | default_action: allow',
        '    |                 ^^^^^ every tool that nobody thought of',
        '  write    default_action: deny',
        '  more     policy rules structure/default-allow',
        '',
        '1 error in 1 file, 1 tenant',
        '',
      ].join('\n'),
    );
  });

  it('prints the witness, how to see it happen, and the tenants it reaches', () => {
    const finding = findingAt('a.yaml', text, 'allow', {
      code: 'isolation/rules-escape',
      tenant: 'tenant_acme',
      tenants: 9998,
      witness: { tool: 'access_file', arguments: { path: "/data/x'y" }, context: {}, kind: 'foreign' },
    });
    const lines = pretty(text, [finding]).split('\n');
    expect(lines[1]).toBe('  a.yaml:2:17, 9,998 tenants, e.g. tenant_acme');
    expect(lines[4]).toBe(
      `  allowed  access_file {"path":"/data/x'y"}   (only the enforced boundary stops it)`,
    );
    expect(lines[6]).toBe(
      `  try      policy eval access_file --tenant tenant_acme --without boundaries --args '{"path":"/data/x'\\''y"}'`,
    );
  });

  it('shows a line once for the findings that mark the same of it', () => {
    const one = findingAt('a.yaml', text, 'allow', { label: 'first' });
    const two = findingAt('a.yaml', text, 'allow', {
      code: 'match/empty',
      label: 'second',
      tenant: 'a',
      tenants: 2,
    });
    const other = findingAt('a.yaml', text, 'default_action: allow', { label: 'third' });
    const shown = pretty(text, [one, two, other]).split('\n\n');
    expect(shown[0]).toContain('2 | default_action: allow');
    expect(shown[1]?.split('\n').slice(1, 3)).toEqual([
      '  a.yaml:2:17, 2 tenants, e.g. a  second',
      '  write    default_action: deny',
    ]);
    expect(shown[2]).toContain('2 | default_action: allow');
  });

  it('says of a call in two boundaries no more than that, and how to see it', () => {
    const finding = findingAt('a.yaml', text, 'allow', {
      code: 'isolation/overlap',
      tenant: 'acme',
      witness: { tool: 'read', arguments: { path: '/x' }, context: {}, kind: 'foreign' },
    });
    const shown = pretty(text, [finding]);
    expect(shown).toContain('\n  within   read {"path":"/x"}   (both boundaries take it)\n');
    expect(shown).toContain(`\n  try      policy eval read --tenant acme --trace --args '{"path":"/x"}'\n`);
  });

  it('keeps a call on one line, whatever the name of its tool', () => {
    const finding = findingAt('a.yaml', text, 'allow', {
      witness: { tool: 'a\nb', arguments: {}, context: {}, kind: 'outside' },
    });
    expect(pretty(text, [finding])).toContain('\n  allowed  a\\u{a}b {}\n');
  });

  it('names a fix that --fix applies', () => {
    const fix = { title: 'quote it', safe: true, edits: [] };
    expect(pretty(text, [findingAt('a.yaml', text, 'allow', { fix })])).toContain(
      '\n  fix      policy lint --fix   (quote it)\n',
    );
    expect(
      pretty(text, [findingAt('a.yaml', text, 'allow', { fix: { ...fix, safe: false } })]),
    ).not.toContain('--fix');
  });

  it.each([
    ['a:\tx y', 'y', '  1 | a:  x y', '    |       ^'],
    ['名前: allow', 'allow', '  1 | 名前: allow', '    |       ^^^^^'],
    ['😀: x', 'x', '  1 | 😀: x', '    |     ^'],
    ['é: x', 'x', '  1 | é: x', '    |    ^'],
    ['a: \u202ex', 'x', '  1 | a: \\u{202e}x', '    |            ^'],
  ])('puts the caret under %j', (line, marked, shown, carets) => {
    const lines = pretty(line, [findingAt('a.yaml', line, marked)]).split('\n');
    expect(lines.slice(2, 4)).toEqual([shown, carets]);
  });

  it('shows hostile text as what it is', () => {
    const finding = findingAt('a.yaml', text, 'allow', {
      message: hostileText,
      help: hostileText,
      label: hostileText,
      file: `${hostileText}.yaml`,
      tenant: hostileText,
      tenants: 2,
    });
    const shown = pretty(text, [finding]);
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u2028]/);
  });

  it('shows the worst fifty, says what it left out, and leaves nothing out when asked', () => {
    const findings = Array.from({ length: 120 }, (_, index) =>
      findingAt('a.yaml', text, 'allow', {
        severity: index < 100 ? 'note' : 'error',
        code: index % 2 ? 'a/b' : 'a/c',
      }),
    );
    const some = pretty(text, findings);
    expect(some.match(/^error /gm)).toHaveLength(20);
    expect(some.match(/^note /gm)).toHaveLength(30);
    expect(some).toContain(
      '... and 70 notes more (a/b 35, a/c 35); --all shows them\n\n20 errors, 100 notes in 1 file',
    );
    expect(pretty(text, findings, { all: true }).match(/^note /gm)).toHaveLength(100);
  });

  it('says that nothing was found, and what was ignored', () => {
    expect(lintPretty(resultOf([], { files: 3, tenants: 2, suppressed: 4 }), new Map())).toBe(
      'nothing found in 3 files, 2 tenants, 4 ignored\n',
    );
  });

  it('stars out secrets, also where another finding shows the line', () => {
    const line = 'name: hunter2 # x';
    const findings = [
      findingAt('a.yaml', line, 'name', { severity: 'note' }),
      findingAt('a.yaml', line, 'hunter2', { secret: true, code: 'structure/secret' }),
    ];
    const shown = pretty(line, findings, { limit: 2 });
    expect(shown).not.toContain('hunter2');
    expect(shown.match(/name: \*{7} # x/g)).toHaveLength(2);
  });
});
