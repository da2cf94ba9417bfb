import type { JsonValue } from '../../../src/model/json.ts';
import type { AttackFamilyName } from '../../../src/simulate/attacks/attack-family.ts';

/** A naive rule that lets one family out, and the typed boundary that stops it. */
export interface NaiveCase {
  readonly family: AttackFamilyName;
  readonly what: string;
  /** The argument and its recorded value. */
  readonly argument: string;
  readonly value: JsonValue;
  /** What the boundary says of it, and the typed rule. */
  readonly typed: string;
  /** What the naive rule asks. */
  readonly naive: string;
  /** An attempt that gets out of the naive rule. */
  readonly attempt: unknown;
}

const path = { argument: 'path', value: '/data/acme/a.txt', typed: "path_within: '/data/${tenant.id}/'" };
const url = {
  argument: 'url',
  value: 'https://api.acme.example/v1',
  typed: "url: { hosts: ['${vars.host}'] }",
};
const to = { argument: 'to', value: 'kim@acme.example', typed: "email: { domains: ['${vars.domain}'] }" };
const sql = {
  argument: 'query',
  value: "SELECT title FROM documents WHERE tenant_id = 'acme'",
  typed: "sql: { dialect: postgres, statements: [select], scoped_by: { tenant_id: '${tenant.id}' } }",
};
const filter = {
  argument: 'filter',
  value: { tenant_id: 'acme' },
  typed: "filter: { must: { tenant_id: '${tenant.id}' } }",
};
const key = { argument: 'key', value: 'acme:prefs', typed: "key_within: '${tenant.id}:'" };
const command = {
  argument: 'command',
  value: 'cat /data/acme/a.txt',
  typed: "command: { programs: [cat], paths_within: '/data/${tenant.id}/' }",
};

/** At least one for each family but `extra-arguments`. */
export const naiveCases: readonly NaiveCase[] = [
  {
    family: 'other-tenants',
    what: 'any folder',
    ...path,
    naive: "'^/data/[a-z]+/'",
    attempt: '/data/globex/a.txt',
  },
  { family: 'other-tenants', what: 'a prefix of the id', ...key, naive: "'^acm'", attempt: 'acm:prefs' },
  { family: 'other-tenants', what: 'a longer id', ...key, naive: "'^acme'", attempt: 'acme2:prefs' },
  {
    family: 'other-tenants',
    what: 'a domain of another',
    ...to,
    naive: "'@[a-z]+[.]example$'",
    attempt: 'kim@globex.example',
  },
  {
    family: 'traversal',
    what: 'dots',
    ...path,
    naive: "'^/data/acme/[a-z./]+$'",
    attempt: '/data/acme/../globex/x',
  },
  {
    family: 'traversal',
    what: 'anywhere',
    ...path,
    naive: "'/data/acme/'",
    attempt: '/tmp/x/data/acme/a.txt',
  },
  {
    family: 'encodings',
    what: 'percent',
    ...path,
    naive: "'^/data/acme/([^.]|[.][^.])*$'",
    attempt: '/data/acme/%2e%2e/globex/x',
  },
  {
    family: 'encodings',
    what: 'line',
    ...path,
    naive: "'(?m)^/data/acme/[a-z.]+$'",
    attempt: '/data/globex/x\n/data/acme/a.txt',
  },
  {
    family: 'encodings',
    what: 'headers',
    ...to,
    naive: "'^kim@acme[.]example'",
    attempt: 'kim@acme.example\r\nBcc: eve@evil.example',
  },
  { family: 'case-and-unicode', what: 'case', ...key, naive: "'(?i)^acme:'", attempt: 'ACME:prefs' },
  {
    family: 'case-and-unicode',
    what: 'wide dots',
    ...path,
    naive: "'^/data/acme/([^.]|[.][^.])*$'",
    attempt: '/data/acme/\uff0e\uff0e/globex/x',
  },
  {
    family: 'sql-widening',
    what: 'undone',
    ...sql,
    naive: "'tenant_id = ''acme'''",
    attempt: `${sql.value} OR true`,
  },
  {
    family: 'sql-widening',
    what: 'a comment',
    ...sql,
    naive: "'tenant_id = ''acme''$'",
    attempt: `SELECT * FROM documents -- ${sql.value}`,
  },
  {
    family: 'filter-widening',
    what: 'key',
    ...filter,
    naive: '{ exists: true }',
    attempt: { tenant_id: { $ne: '' } },
  },
  {
    family: 'filter-widening',
    what: 'expression',
    argument: 'filter_expr',
    value: 'tenant_id == "acme"',
    typed: 'equals: \'tenant_id == "${tenant.id}"\'',
    naive: '\'^tenant_id == "acme"\'',
    attempt: 'tenant_id == "acme" or 1 == 1',
  },
  {
    family: 'look-alikes',
    what: 'user information',
    ...url,
    naive: "'^https://api[.]acme[.]example'",
    attempt: 'https://api.acme.example@evil.example/v1',
  },
  {
    family: 'look-alikes',
    what: 'an open dot',
    ...url,
    naive: "'^https://api.acme.example/'",
    attempt: 'https://apixacme.example/v1',
  },
  {
    family: 'look-alikes',
    what: 'an inner address',
    ...url,
    naive: "{ not: 'localhost' }",
    attempt: 'http://169.254.169.254/',
  },
  {
    family: 'look-alikes',
    what: 'a longer domain',
    ...to,
    naive: "'@acme[.]example'",
    attempt: 'eve@acme.example.evil.example',
  },
  {
    family: 'look-alikes',
    what: 'a second address',
    ...to,
    naive: "'@acme[.]example$'",
    attempt: 'eve@evil.example,kim@acme.example',
  },
  {
    family: 'commands',
    what: 'a second command',
    ...command,
    naive: "'^cat /data/acme/'",
    attempt: 'cat /data/acme/a.txt; id',
  },
  { family: 'commands', what: 'another file', ...command, naive: "'^cat '", attempt: 'cat /etc/passwd' },
  {
    family: 'types-and-lists',
    what: 'no value',
    ...path,
    naive: "{ any_of: [{ exists: false }, '^/data/acme/[a-z]'] }",
    attempt: null,
  },
  {
    family: 'types-and-lists',
    what: 'a list that holds it',
    argument: 'names',
    value: ['acme:a'],
    typed: "key_within: '${tenant.id}:'",
    naive: "{ contains: 'acme:a' }",
    attempt: ['acme:a', 'globex:x'],
  },
];
