import { describe, expect, it } from 'vitest';
import { findingsOf, lintTexts, markedBy } from '../lint-texts.ts';

const code = 'tool/unknown';
const tools = "kind: tools\ntools: { read_file: {}, delete_file: {}, 'crm.get': {}, 'mail_*': {} }\n";
const found = (texts: Record<string, string>): readonly string[] =>
  findingsOf(code, { 'tools.yaml': tools, ...texts }).map(
    ({ severity, message, label }) => `${severity}: ${message} (${label})`,
  );
const tenant = (rules: string, more = ''): string => `tenant_id: t\n${more}rules: [${rules}]\n`;

describe(code, () => {
  it('points at the name', () => {
    const texts = {
      'tools.yaml': tools,
      'a.yaml': tenant('{ tool: [read_file, raed_file], action: allow }'),
    };
    expect(markedBy(code, texts)).toEqual(['a.yaml:2:29 raed_file']);
  });

  it.each([
    ['a rule', 'a.yaml', tenant('{ tool: raed_file, action: allow }')],
    ['a rule', 'a.yaml', 'kind: template\nname: x\nrules: [{ tool: raed_file, action: deny }]\n'],
    ['a rule', 'a.yaml', 'kind: baseline\nrules: [{ tool: raed_file, action: deny }]\n'],
    ['a boundary', 'a.yaml', 'kind: boundaries\ntools: { raed_file: none }\n'],
    ['an invariant', 'a.yaml', 'kind: invariants\nnever: [{ id: a, tool: raed_file, action: allow }]\n'],
    ['a limit', 'a.yaml', 'rate_limits: { free: { raed_file: 1/s, total_tool_calls: 5/s } }\n'],
    ['a plan', 'a.yaml', 'plans: { free: { tools: [read_file, raed_file] } }\n'],
  ])('is a name in %s: %s %j', (by, file, text) => {
    expect(found({ [file]: text })).toEqual([
      `error: there is no tool raed_file, which ${by} names (did you mean read_file?)`,
    ]);
  });

  it.each([
    ["'read_*'", undefined],
    ["'**'", undefined],
    ["'crm.*'", undefined],
    ["'*.get'", undefined],
    ["'mail_a*'", undefined],
    ['mail_send', undefined],
    ["'*'", undefined],
    ["'drop_*'", 'drop_*'],
    ["'file*s'", 'file*s'],
    ['constructor', 'constructor'],
    ['Read_file', 'Read_file'],
  ])('of the tool %s it says %j', (tool, named) => {
    const all = findingsOf(code, {
      'tools.yaml': tools,
      'a.yaml': tenant(`{ tool: ${tool}, action: allow }`),
    });
    expect(all.map((finding) => finding.tool)).toEqual(named === undefined ? [] : [named]);
  });

  it('warns of a glob that only keeps calls out: it may be about tools to come', () => {
    const rules = "{ tool: 'drop_*', action: deny }, { tool: 'drop_*', action: require_approval }";
    expect(found({ 'a.yaml': tenant(rules) })).toEqual([
      'warning: drop_*, in a rule, matches no tool (no tool is called so)',
      'error: drop_*, in a rule, matches no tool (no tool is called so)',
    ]);
    expect(found({ 'a.yaml': "kind: boundaries\ntools: { 'drop_*': none }\n" })).toEqual([
      'warning: drop_*, in a boundary, matches no tool (no tool is called so)',
    ]);
    expect(found({ 'a.yaml': "plans: { free: { tools: ['drop_*'] } }\n" })).toEqual([
      'error: drop_*, in a plan, matches no tool (no tool is called so)',
    ]);
  });

  it('is silent without a tools document, and believes all there are', () => {
    const a = tenant('{ tool: raed_file, action: allow }, { tool: other, action: allow }');
    expect(findingsOf(code, { 'a.yaml': a })).toEqual([]);
    expect(found({ 'a.yaml': a, 'more.yaml': 'kind: tools\ntools: { other: {} }\n' })).toHaveLength(1);
  });

  it('says where a template is wrong once, with its number', () => {
    const template = 'kind: template\nname: x\nrules: [{ tool: raed_file, action: allow }]\n';
    const of = (id: string): string => `tenant_id: ${id}\nextends: x\n`;
    expect(
      findingsOf(code, { 'tools.yaml': tools, 'x.yaml': template, 'a.yaml': of('a'), 'b.yaml': of('b') }),
    ).toMatchObject([{ file: 'x.yaml', tenants: 2, tenant: 'a', rule: 'raed_file#0' }]);
  });

  it('offers the name that is near, quoted as it was', () => {
    const edits = (text: string) =>
      findingsOf(code, { 'tools.yaml': tools, 'a.yaml': text }).map(({ fix }) => fix?.edits[0]?.text);
    expect(edits(tenant('{ tool: raed_file, action: allow }'))).toEqual(['read_file']);
    expect(edits(tenant("{ tool: 'raed_file', action: allow }"))).toEqual(["'read_file'"]);
    expect(edits(tenant('{ tool: something_else, action: allow }'))).toEqual([undefined]);
  });

  it('takes thousands of names', () => {
    const many = Array.from({ length: 3000 }, (_, i) => `tool_${i}`);
    const texts = {
      'tools.yaml': `kind: tools\ntools: { ${many.map((name) => `${name}: {}`).join(', ')} }\n`,
      'a.yaml': tenant(`{ tool: [${many.map((name) => `${name}x`).join(', ')}], action: deny }`),
    };
    const started = performance.now();
    expect(lintTexts(texts).findings.filter((finding) => finding.code === code)).toHaveLength(3000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
