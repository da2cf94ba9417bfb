import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const allow = (tool: string, match: string, more = ''): string =>
  `tenant_id: t\nrules:\n  - tool: ${tool}\n${more}    conditions:\n      - { match: { ${match} }, action: allow }\n`;
const doorsOf = (text: string, others: Record<string, string> = {}): readonly string[] =>
  findingsOf('structure/open-arguments', { 'policy.yaml': text, ...others }).map(({ label }) => label ?? '');

describe('structure/open-arguments', () => {
  it('points at the allow', () => {
    expect(markedBy('structure/open-arguments', allow('send_email', 'arguments.to: a'))).toEqual([
      'policy.yaml:5:47 allow',
    ]);
  });

  it.each([
    [allow('send_email', 'arguments.subject: a'), 'cc and bcc'],
    [allow('notify', 'arguments.to: a'), 'cc and bcc'],
    [allow('send_email', 'arguments.to: a, arguments.cc: { exists: false }'), 'bcc'],
    [allow('sendEmail', "'arguments.cc[*]': a"), 'bcc'],
    [allow('http_request', 'arguments.method: GET'), 'headers and proxy'],
    [allow('call', 'arguments.url: { url: { hosts: [a.com] } }'), 'headers and proxy'],
    [allow('run', 'arguments.command: { command: { programs: [ls] } }'), 'env and cwd'],
    [allow('move_file', 'arguments.source: { path_within: /a/ }'), 'destination'],
    ['tenant_id: t\nrules: [{ tool: send_email, action: allow }]\n', 'cc and bcc'],
  ])('is in %j', (text, doors) => {
    expect(doorsOf(text)).toEqual([`nothing here names ${doors}`]);
  });

  it.each([
    allow('send_email', 'arguments.to: a', '    closed_arguments: true\n'),
    allow('send_email', 'arguments.to: a, arguments.cc: { exists: false }, arguments.bcc: { exists: false }'),
    allow('get_time', 'arguments.zone: a'),
    'tenant_id: t\nrules: [{ tool: send_email, action: require_approval }]\n',
  ])('is not in %j', (text) => {
    expect(doorsOf(text)).toEqual([]);
  });

  const open = allow('send_email', 'arguments.to: a');

  it('is not where a condition before it, the baseline or a boundary names the argument', () => {
    const denied = open.replace(
      'conditions:\n',
      'conditions:\n      - { match: { arguments.cc: { exists: true } }, action: deny }\n',
    );
    const conditions = '[{ match: { arguments.bcc: { exists: true } }, action: deny }]';
    const baseline = `kind: baseline\nrules: [{ tool: 'send_*', conditions: ${conditions} }]\n`;
    const boundaries =
      'kind: boundaries\ntools: { send_email: { arguments.cc: open, arguments.bcc: open } }\n';
    expect(doorsOf(denied, { 'baseline.yaml': baseline })).toEqual([]);
    expect(doorsOf(open, { 'boundaries.yaml': boundaries })).toEqual([]);
  });

  it('believes what a tools document declares', () => {
    const tools = (names: string): string =>
      `kind: tools\ntools: { send_email: { effect: send, arguments: { ${names} } } }\n`;
    expect(doorsOf(open, { 'tools.yaml': tools('to: email') })).toEqual([]);
    expect(doorsOf(open, { 'tools.yaml': tools('to: email, headers: text') })).toEqual([
      'nothing here names headers',
    ]);
  });
});
