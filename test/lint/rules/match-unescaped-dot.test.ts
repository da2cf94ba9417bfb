import { describe, expect, it } from 'vitest';
import { applyFixes } from '../../../src/lint/apply-fixes.ts';
import { filesOf, findingsOf } from '../lint-texts.ts';

const code = 'match/unescaped-dot';
const rule = (match: string, action = 'allow'): string =>
  `tenant_id: t\nvars: { name: acme }\nrules:\n  - { tool: x, conditions: [{ match: { ${match} }, action: ${action} }] }\n`;

describe(code, () => {
  it.each([
    ["arguments.to: '@acmecorp.com$'", 'eve@acmecorpXcom'],
    ["arguments.to: '^[a-z]+@acme.co\\.uk$'", 'eve@acmeXco.uk'],
    ["arguments.url: '^https://api.acme.com/'", 'https://api.acmeXcom/'],
    ["arguments.version: '^v1.2$'", 'v1X2'],
    ["arguments.host: '^10.0.0.1$'", '10.0.0X1'],
    ["arguments.name: '^report.pdf$'", 'reportXpdf'],
    ["arguments.to: '^[a-z]+@${vars.name}.example$'", 'eve@acmeXexample'],
  ])('is in %j', (match, text) => {
    const found = findingsOf(code, rule(match));
    expect(found).toHaveLength(1);
    expect(Object.values(found[0]?.witness?.arguments ?? {})).toEqual([text]);
    expect(found[0]?.label).toBe(`also matches ${JSON.stringify(text)}`);
  });

  it.each([
    ["arguments.to: '@acmecorp\\.com$'"],
    ["arguments.to: '@acmecorp[.]com$'"],
    ["arguments.to: '\\Q@acmecorp.com\\E'"],
    ["arguments.name: '^report.*pdf$'"],
    ["arguments.name: '^a.c$'"],
    ["arguments.name: '.*'"],
    ["arguments.to: { all_of: ['@acmecorp.com$', { email: { domains: [acmecorp.com] } }] }"],
  ])('is not in %j', (match) => {
    expect(findingsOf(code, rule(match))).toEqual([]);
  });

  it('is not in a deny, where it denies more', () => {
    expect(findingsOf(code, rule("arguments.to: '@acmecorp.com$'", 'deny'))).toEqual([]);
  });

  it.each([
    ["'@acme.co.uk$'", "'@acme\\.co\\.uk$'"],
    ['"@acme.co.uk$"', '"@acme\\\\.co\\\\.uk$"'],
    [
      "{ regex: { pattern: 'it''s.acme.uk', ignore_case: true } }",
      "{ regex: { pattern: 'it''s\\.acme\\.uk', ignore_case: true } }",
    ],
  ])('puts the backslashes in %s', (before, after) => {
    const text = rule(`arguments.to: ${before}`);
    const fixes = findingsOf(code, text).flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
    expect(fixes).toMatchObject([{ safe: false }]);
    const fixed = applyFixes(filesOf(text), fixes).files.get('policy.yaml') ?? '';
    expect(fixed).toBe(rule(`arguments.to: ${after}`));
    expect(findingsOf(code, fixed)).toEqual([]);
  });

  it('offers the address that is meant', () => {
    expect(findingsOf(code, rule("arguments.to: '@acme.example$'"))[0]?.help).toBe(
      'write `\\.` for the dot, or `{ email: { domains: [acme.example] } }`',
    );
  });
});
