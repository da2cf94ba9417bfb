import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixWorkspace } from '../../src/lint/fix-workspace.ts';
import type { Finding } from '../../src/model/finding.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { filesOf, lintTexts, type Texts } from './lint-texts.ts';

const fixture = (path: string): string =>
  readFileSync(new URL(`../../fixtures/lint/${path}`, import.meta.url), 'utf8');
const fix = (texts: Texts, files?: readonly string[]) =>
  fixWorkspace(filesOf(texts), defaultConfig, {
    today: '2026-06-01',
    ...(files === undefined ? {} : { files: new Set(files) }),
  });
const quoted = (scalar: string): string =>
  `tenant_id: a\nrules: [{ tool: x, conditions: [{ match: { arguments.q: ${scalar} }, action: deny }] }]\n`;

/** What says whether the documents were understood, and whether they hold a secret. */
const understanding = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ code }) => /^(?:yaml|schema|pattern)\/|^structure\/secret$/.test(code));

describe('the seed policies', () => {
  it('have no finding of yaml, schema or pattern, and no secret', () => {
    const { findings, summary } = lintTexts({
      'acme.yaml': fixture('seed/acme.yaml'),
      'plans.yaml': fixture('seed/plans.yaml'),
      'xyz.yaml': fixture('seed/xyz.yaml'),
    });
    expect(summary).toMatchObject({ files: 3, tenants: 2 });
    expect(understanding(findings)).toEqual([]);
  });
});

describe('fixWorkspace', () => {
  const before = fixture('double-quoted/acme.yaml');
  const after = fixture('double-quoted/acme.fixed.yaml');

  it('rewrites escapes in single quotes and touches nothing else', () => {
    const { findings } = lintTexts({ 'acme.yaml': before });
    expect(understanding(findings).map(({ code, fix: found }) => [code, found?.safe])).toEqual([
      ['yaml/escape', true],
      ['yaml/escape', true],
    ]);
    const { changed, applied, remaining } = fix({
      'acme.yaml': before,
      'plans.yaml': fixture('seed/plans.yaml'),
    });
    expect(changed).toEqual(new Map([['acme.yaml', after]]));
    expect(applied).toBe(2);
    expect(understanding(remaining.findings)).toEqual([]);
  });

  it('keeps line ends and a byte order mark', () => {
    const asWindows = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`;
    expect(fix(asWindows(before)).changed.get('policy.yaml')).toBe(asWindows(after));
  });

  it('leaves what a person should look at', () => {
    const text = quoted('"\\bDROP\\b"');
    const { changed, remaining } = fix(text);
    expect(changed.size).toBe(0);
    const found = remaining.findings.filter(({ code }) => code.startsWith('yaml/'));
    expect(found).toMatchObject([{ code: 'yaml/ambiguous', fix: { safe: false } }]);
  });

  it('fixes only what is in the named files', () => {
    const files = { 'a.yaml': quoted('"\\s"'), 'b.yaml': quoted('"\\d"').replace(': a', ': b') };
    expect([...fix(files, ['b.yaml']).changed.keys()]).toEqual(['b.yaml']);
  });

  it('is done at once: a second run changes nothing', () => {
    const parts = fc.array(
      fc.constantFrom(
        '\\s',
        '\\d',
        '\\.',
        '\\\\',
        '\\n',
        '\\"',
        "'",
        '\\u00e9',
        'no',
        'é',
        '${tenant.id}',
        ' ',
        '#',
        '\\b',
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(parts, fc.constantFrom('\n', '\r\n'), (list, end) => {
        const text = quoted(`"${list.join('')}"`).replaceAll('\n', end);
        const first = fix(text);
        const fixed = first.changed.get('policy.yaml') ?? text;
        expect(fix(fixed).changed.size).toBe(0);
        expect(first.remaining.findings.some((finding) => finding.fix?.safe === true)).toBe(false);
        // Only the scalar differs.
        expect(fixed.startsWith(text.slice(0, text.indexOf('"')))).toBe(true);
        expect(fixed.endsWith(text.slice(text.lastIndexOf('"') + 1))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
