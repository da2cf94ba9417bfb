import { describe, expect, it } from 'vitest';
import { applyFixes } from '../../../src/lint/apply-fixes.ts';
import { filesOf, findingsOf } from '../lint-texts.ts';

const code = 'match/case';
const rule = (denied: string, allowed: string, action = 'deny'): string =>
  `tenant_id: t\nrules: [{ tool: query, conditions: [{ match: { ${denied} }, action: ${action} }, { match: { ${allowed} }, action: allow }] }]\n`;
const words = "arguments.query: '^[A-Za-z ]+$'";
const mails = "arguments.to: '^[^@,; ]+@[^@,; ]+$'";

describe(code, () => {
  it.each([
    [rule("arguments.query: 'DROP TABLE'", words), { query: 'drop table' }],
    [rule("arguments.query: 'DROP TABLE'", words, 'require_approval'), { query: 'drop table' }],
    [rule("arguments.query: 'drop table'", words), { query: 'DROP TABLE' }],
    [rule("arguments.to: '@rival\\.example$'", mails), { to: '0@RIVAL.EXAMPLE' }],
    [
      rule("arguments.url: '^https?://localhost'", "arguments.url: '^https?://'"),
      { url: 'http://LOCALHOST' },
    ],
  ])('is in %j', (text, args) => {
    const found = findingsOf(code, text);
    expect(found).toMatchObject([{ severity: 'note', witness: { kind: 'decision' } }]);
    expect(found[0]?.witness?.arguments).toEqual(args);
  });

  it('is under `not` in an allow, and in a baseline for what a tenant allows', () => {
    const allowed = "arguments.query: { all_of: ['^[A-Za-z ]+$', { not: 'DROP' }] }";
    const own = `tenant_id: t\nrules: [{ tool: query, conditions: [{ match: { ${allowed} }, action: allow }] }]\n`;
    expect(findingsOf(code, own)).toMatchObject([{ witness: { arguments: { query: 'drop' } } }]);
    const files = {
      'policy.yaml': `tenant_id: t\nrules: [{ tool: query, conditions: [{ match: { ${words} }, action: allow }] }]\n`,
      'baseline.yaml':
        "kind: baseline\nrules: [{ tool: '*', conditions: [{ match: { arguments.sql: 'DROP' }, action: deny }, { match: { arguments.query: 'DROP' }, action: deny }] }]\n",
    };
    expect(findingsOf(code, files)).toMatchObject([{ file: 'baseline.yaml', witness: { tool: 'query' } }]);
  });

  it.each([
    [rule("arguments.query: '(?i)DROP TABLE'", words)],
    [rule("arguments.query: 'tenant_xyz'", words)],
    [rule("arguments.path: '^/SECRET'", "arguments.path: '^/'")],
    [rule("arguments.query: 'DROP TABLE'", "arguments.query: '^[A-Z ]+$'")],
    [rule("arguments.query: 'DROP TABLE'", "arguments.query: '^SELECT [A-Z]+$'")],
    [rule("arguments.url: '^https://a\\.example/Admin'", "arguments.url: '^https://'")],
    [rule(words, "arguments.query: '[a-z]'", 'allow')],
  ])('is not in %j', (text) => {
    expect(findingsOf(code, text)).toEqual([]);
  });

  it('puts the flag in front', () => {
    const text = rule("arguments.query: 'DROP TABLE'", words);
    const fixes = findingsOf(code, text).flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
    const fixed = applyFixes(filesOf(text), fixes).files.get('policy.yaml') ?? '';
    expect(fixed).toBe(rule("arguments.query: '(?i)DROP TABLE'", words));
    expect(findingsOf(code, fixed)).toEqual([]);
  });
});
