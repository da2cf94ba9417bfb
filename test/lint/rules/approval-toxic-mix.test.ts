import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';
import { told } from '../posture-texts.ts';

const code = 'approval/toxic-mix';
const tools = `kind: tools
tools:
  page: { effect: read, arguments: { url: url } }
  rows: { effect: read, arguments: { query: sql } }
  tell: { effect: send, arguments: { to: email } }
  clock: { effect: read }
`;
const rule = (tool: string, match = '', action = 'allow'): string =>
  match === ''
    ? `  - { tool: ${tool}, action: ${action} }\n`
    : `  - { tool: ${tool}, conditions: [{ match: { ${match} }, action: ${action} }] }\n`;
const texts = (...rules: readonly string[]): { readonly [file: string]: string } => ({
  'tools.yaml': tools,
  'a.yaml': `tenant_id: a\nrules:\n${rules.join('')}`,
});
const hosts = 'arguments.url: { url: { hosts: [a.example] } }';
const domains = 'arguments.to: { email: { domains: [a.example] } }';

describe(code, () => {
  it.each<readonly [string, readonly string[], number]>([
    ['all three', [rule('page'), rule('rows'), rule('tell')], 1],
    ['a page that is also the way out', [rule('page'), rule('rows')], 1],
    ['no private data', [rule('page'), rule('clock'), rule('tell')], 0],
    ['nothing of strangers', [rule('rows'), rule('tell')], 0],
    ['named hosts', [rule('page', hosts), rule('rows'), rule('tell')], 0],
    ['named domains, and pages that carry out', [rule('page'), rule('rows'), rule('tell', domains)], 1],
    [
      'approval of the sending, and named hosts',
      [rule('page', hosts), rule('rows'), rule('tell', '', 'require_approval')],
      0,
    ],
    ['approval of the private data', [rule('page'), rule('rows', '', 'require_approval'), rule('tell')], 0],
    ['mail, by name', [rule('read_email'), rule('rows'), rule('tell')], 1],
  ])('%s', (_, rules, count) => {
    expect(findingsOf(code, texts(...rules))).toHaveLength(count);
  });

  it('points at the way out and names all three', () => {
    const all = texts(rule('page', hosts), rule('read_ticket'), rule('rows'), rule('tell'));
    expect(findingsOf(code, all)).toMatchObject([
      {
        message:
          "a stranger's text can carry private data out with nobody asked: read_ticket reads what strangers write, rows reads private data, tell sends outside (by their names)",
        tool: 'tell',
        tenant: 'a',
      },
    ]);
    expect(told(code, all)).toEqual(['warning allow']);
  });
});
