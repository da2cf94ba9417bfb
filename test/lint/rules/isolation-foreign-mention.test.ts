import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'isolation/foreign-mention';
const others = {
  'other.yaml':
    'tenant_id: globex\nrules: []\nvars: { domain: globex.example, folder: /srv/hooli/, color: green }\n',
  'short.yaml': 'tenant_id: g2\nrules: []\nvars: { domain: shared.example, folder: /srv/two/ }\n',
  'word.yaml': 'tenant_id: reports\nrules: []\nvars: { domain: shared.example, folder: /srv/rep/ }\n',
  'letter.yaml': 'tenant_id: ex\nrules: []\nvars: { domain: x.example, folder: /srv/ex/ }\n',
  'boundaries.yaml':
    "kind: boundaries\ntools: { mail: { arguments.to: { email: { domains: '${vars.domain}' } }, arguments.p: { path_within: '${vars.folder}' } } }\n",
};
const own = (match: string, action = 'allow', more = ''): string =>
  `tenant_id: acme\n${more}rules: [{ tool: read, conditions: [{ match: { arguments.p: ${match} }, action: ${action} }] }]\n`;
const messages = (text: string): readonly string[] =>
  findingsOf(code, { ...others, 'own.yaml': text }).map(({ message }) => message);

describe(code, () => {
  it('points at the matcher', () => {
    expect(markedBy(code, { ...others, 'own.yaml': own("'^/data/globex/'") })).toEqual([
      "own.yaml:2:60 '^/data/globex/'",
    ]);
  });

  const id = 'the policy of acme names the tenant globex';
  const domain = "the policy of acme names globex.example, which is globex's";

  it.each([
    ["'owner\\s*=\\s*''globex'''", id],
    ["'\\bglobex\\b'", id],
    ['{ equals: globex }', id],
    ['{ path_within: [/data/acme/, /data/globex/] }', id],
    ["{ key_within: 'globex:' }", id],
    ["{ any_of: [{ not: { not: { url: { hosts: [a.example], path_prefix: /globex/ } } } }, 'x'] }", id],
    ['{ filter: { must: { tenant_id: globex } } }', id],
    ["'@globex\\.example$'", domain],
    ['{ url: { hosts: [api.globex.com, globex.com] } }', undefined],
    ["'^https://globex\\.com/'", undefined],
    ["{ key_within: 'globex.' }", id],
    ['{ path_within: /srv/hooli/x/ }', "the policy of acme names srv/hooli, which is globex's"],
    ["'^/data/acme/'", undefined],
    ['{ equals: globex2 }', undefined],
    ['{ equals: my-globex }', undefined],
    ['{ equals: my_globex }', undefined],
    ["'globex${tenant.id}'", undefined],
    ["{ url: { hosts: ['${tenant.id}.example'] } }", undefined],
    ['{ url: { hosts: [x.example] } }', "the policy of acme names x.example, which is ex's"],
    ['{ equals: g2 }', undefined],
    ['{ equals: reports }', undefined],
    ['{ equals: green }', undefined],
    ['{ email: { domains: shared.example } }', undefined],
  ])('%s: %s', (match, message) => {
    expect(messages(own(match))).toEqual(message === undefined ? [] : [message]);
    expect(messages(own(match, 'require_approval'))).toHaveLength(message === undefined ? 0 : 1);
    expect(messages(own(match, 'deny'))).toEqual([]);
  });

  it('is in variables, templates, the baseline and boundaries', () => {
    expect(messages(own('x', 'allow', 'vars: { a: [globex.examples, /x/globex], b: 1 }\n'))).toEqual([id]);
    const shared = 'what holds for several tenants names the tenant globex';
    const rules =
      'rules: [{ tool: read, conditions: [{ match: { arguments.p: globex }, action: require_approval }] }]\n';
    expect(messages(`kind: template\nname: base\n${rules}`)).toEqual([shared]);
    expect(messages(`kind: baseline\n${rules}`)).toEqual([shared]);
    expect(
      messages('kind: boundaries\ntools: { read: { arguments.p: { path_within: /data/globex/ } } }\n'),
    ).toEqual([shared]);
  });
});
