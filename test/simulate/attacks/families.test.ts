import { beforeAll, describe, expect, it } from 'vitest';
import { boundaryEntriesFor } from '../../../src/engine/compile/boundary-entries.ts';
import type { SqlParser } from '../../../src/engine/index.ts';
import type { BoundaryEntry } from '../../../src/model/documents.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { loadSqlGrammar } from '../../../src/runtime/load-sql-grammar.ts';
import { attackFamilyNames, type AttackFamilyName } from '../../../src/simulate/attacks/attack-family.ts';
import { attackTargets, type BoundedArgument } from '../../../src/simulate/attacks/attack-targets.ts';
import type { AttacksResult } from '../../../src/simulate/attacks/attacks-result.ts';
import { marksOf, strangersIn } from '../../../src/simulate/attacks/strangers.ts';
import { attackCalls } from '../../../src/simulate/attacks/try-attacks.ts';
import { attacksOf } from '../attacks-of.ts';
import { callOf, engineFor, workspaceOf } from '../replay-for.ts';

interface Case {
  readonly family: AttackFamilyName;
  readonly what: string;
  /** The argument and its recorded value. */
  readonly argument: string;
  readonly value: JsonObject[string];
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

const cases: readonly Case[] = [
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

const tenants = {
  'globex.yaml': 'tenant_id: globex\nvars: { host: api.globex.example, domain: globex.example }\n',
};

function workspace(
  { argument, typed }: Case,
  rule: string,
  bounded = argument,
): { readonly [file: string]: string } {
  return {
    ...tenants,
    'acme.yaml': `
tenant_id: acme
vars: { host: api.acme.example, domain: acme.example }
rules:
  - tool: work
    conditions: [{ match: { arguments.${argument}: ${rule} }, action: allow }]
`,
    'boundaries.yaml': `
kind: boundaries
tools:
  work: { arguments.${bounded}: { ${typed} } }
`,
  };
}

let grammar: SqlParser;
beforeAll(async () => {
  grammar = await loadSqlGrammar();
});

function attacked(files: { readonly [file: string]: string }, args: JsonObject): AttacksResult {
  return attacksOf(files, [callOf('work', { arguments: args, context: { tenant_id: 'acme' } })], grammar);
}

/** What is tried of a case's family on its call. */
function attemptsOf(each: Case): readonly unknown[] {
  const read = workspaceOf(workspace(each, each.naive));
  const bindings = read.tenants.get('acme')?.bindings;
  if (bindings === undefined) throw new Error('there is a tenant acme');
  const entries = boundaryEntriesFor(read.boundaries, 'work').filter(isBounded);
  const args = { [each.argument]: each.value };
  const own = { marks: marksOf(bindings), strangers: strangersIn(read)(bindings) };
  return [...attackCalls(args, attackTargets('work', args, entries, own))]
    .filter(({ family }) => family === each.family)
    .map((call) => call.arguments[each.argument] ?? null);
}

function isBounded(entry: BoundaryEntry): entry is BoundedArgument {
  return entry.kind === 'matcher';
}

describe.each(cases)('$family: $what', (each) => {
  it('is tried, once', () => {
    const attempts = attemptsOf(each).map((attempt) => JSON.stringify(attempt));
    expect(attempts).toContain(JSON.stringify(each.attempt));
    expect(attempts.length).toBeLessThan(80);
  });

  it('gets out where the rule is naive', () => {
    const files = workspace(each, each.naive);
    const args = each.attempt === null ? {} : { [each.argument]: each.attempt };
    const decision = engineFor(files, grammar).decide(
      { tool: 'work', arguments: args, context: { tenant_id: 'acme' } },
      { without: { boundaries: true } },
    );
    expect(decision.action).toBe('allow');
    const found = attacked(files, { [each.argument]: each.value });
    expect(found.reported.map(({ family }) => family)).toContain(each.family);
  });

  it('does not where it is typed', () => {
    const found = attacked(workspace(each, `{ ${each.typed} }`), { [each.argument]: each.value });
    expect(found.parents).toBe(1);
    expect(found.families[each.family].tried).toBeGreaterThan(0);
    expect(found.reported).toEqual([]);
  });
});

describe('extra-arguments', () => {
  const each = cases.find(({ argument }) => argument === 'to');
  if (each === undefined) throw new Error('there is a case with mail');
  const boundary = `any_of: [{ exists: false }, { ${each.typed} }]`;
  const bounded = { ...each, typed: boundary };

  it('are put where a boundary asks about them and a rule does not', () => {
    const found = attacked(workspace(bounded, "'@acme[.]example$'", 'cc'), { to: each.value });
    expect(found.reported.map(({ family, argument }) => [family, argument])).toEqual([
      ['extra-arguments', 'arguments.cc'],
    ]);
    expect(found.reported[0]?.attempt).toBe('eve@globex.example');
  });

  it('are stopped by a rule that asks about them too', () => {
    const rule = `'@acme[.]example$', arguments.cc: { ${boundary} }`;
    const found = attacked(workspace(bounded, rule, 'cc'), { to: each.value });
    expect(found.families['extra-arguments'].tried).toBeGreaterThan(2);
    expect(found.reported).toEqual([]);
  });
});

describe('families', () => {
  it('have a case each', () => {
    const covered = new Set([...cases.map(({ family }) => family), 'extra-arguments']);
    expect(attackFamilyNames.filter((name) => !covered.has(name))).toEqual([]);
  });
});
