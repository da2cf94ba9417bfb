import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'isolation/missing-boundary';
const tenant = (rules: string, more = ''): string => `tenant_id: t\n${more}rules: [${rules}]\n`;
const boundaries = (tools: string): string => `kind: boundaries\ntools: { ${tools} }\n`;
const messages = (texts: Record<string, string>): readonly string[] =>
  findingsOf(code, texts).map(({ severity, message }) => `${severity}: ${message}`);

describe(code, () => {
  it('is a tool that some rule allows or holds, once for each tool', () => {
    const texts = {
      'a.yaml':
        'tenant_id: a\nrules: [{ tool: read, action: allow }, { tool: [write, ok], action: require_approval }]\n',
      'b.yaml': 'tenant_id: b\nrules: [{ tool: read, action: allow }]\n',
      'boundaries.yaml': boundaries('ok: none'),
    };
    expect(markedBy(code, texts)).toEqual(['a.yaml:2:17 read', 'a.yaml:2:49 write']);
    expect(findingsOf(code, texts)).toMatchObject([
      { causes: ['b.yaml', 'boundaries.yaml'] },
      { tool: 'write', rule: 'write#0' },
    ]);
  });

  it('is one warning where there are no boundaries at all', () => {
    expect(
      messages({ 'a.yaml': tenant('{ tool: read, action: allow }, { tool: write, action: allow }') }),
    ).toEqual([
      'warning: nothing says whose resources read and 1 more tool touch: there is no boundaries document',
    ]);
    expect(messages({ 'a.yaml': tenant('{ tool: read, action: allow }') })).toEqual([
      'warning: nothing says whose resources read touches: there is no boundaries document',
    ]);
    expect(messages({ 'a.yaml': tenant('{ tool: read, action: deny }') })).toEqual([]);
  });

  const one = boundaries("one: none, 'crm_*': none, 'crm.**': none");

  it.each([
    ['a deny', tenant('{ tool: two, action: deny }')],
    ['a boundary', tenant('{ tool: one, action: allow }')],
    ['a glob of the boundaries', tenant('{ tool: crm_x, action: allow }')],
    ['a glob within one', tenant("{ tool: 'crm_a*', action: allow }")],
    ['a suspended tenant', tenant('{ tool: two, action: allow }', 'status: suspended\n')],
  ])('is not where there is %s', (_, text) => {
    expect(messages({ 'a.yaml': text, 'boundaries.yaml': one })).toEqual([]);
  });

  it('is a glob that lets other tools through', () => {
    expect(messages({ 'a.yaml': tenant("{ tool: 'crm*', action: allow }"), 'boundaries.yaml': one })).toEqual(
      ['error: crm* lets tools through that no boundary names, crm for one'],
    );
    expect(messages({ 'a.yaml': tenant("{ tool: '**', action: allow }"), 'b.yaml': one })).toEqual([
      'error: ** lets tools through that no boundary names, a for one',
    ]);
    expect(
      messages({ 'a.yaml': tenant("{ tool: '*', action: allow }"), 'b.yaml': boundaries("'**': none") }),
    ).toEqual([]);
  });

  it('is not what plans or the baseline keep out', () => {
    const plans = "plans: { free: { tools: ['one', 'crm_*'] }, pro: {} }\n";
    const used = tenant("{ tool: [two, '**'], action: allow }", 'plan: free\n');
    expect(messages({ 'a.yaml': used, 'boundaries.yaml': one, 'plans.yaml': plans })).toEqual([]);
    expect(
      messages({ 'a.yaml': used.replace('free', 'pro'), 'b.yaml': one, 'plans.yaml': plans }),
    ).toHaveLength(2);
    const baseline = "kind: baseline\nrules: [{ tool: 'two*', action: deny }]\n";
    expect(
      messages({ 'a.yaml': tenant('{ tool: two, action: allow }'), 'b.yaml': one, 'c.yaml': baseline }),
    ).toEqual([]);
  });

  it('counts boundaries that are not enforced', () => {
    const text = one.replace('tools', 'enforce: false\ntools');
    expect(messages({ 'a.yaml': tenant('{ tool: one, action: allow }'), 'b.yaml': text })).toEqual([]);
  });
});
