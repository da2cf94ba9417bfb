import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/index.ts';
import { resolveWorkspace } from '../../src/engine/index.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';
import { randomFrom } from '../reference/random.ts';
import { engineFor } from '../support/engine-for.ts';

/** A tenant with one rule: this condition, then the default. */
function tenantWith(match: string, action = 'allow', vars = ''): { readonly 'a.yaml': string } {
  return {
    'a.yaml': `
tenant_id: tenant_acme
${vars}
rules: [{ tool: t, conditions: [{ match: { arguments.x: ${match} }, action: ${action} }] }]
default_action: ${action === 'deny' ? 'allow' : 'deny'}
`,
  };
}

function codeOf(engine: Engine, x: unknown): string {
  const { action, code } = engine.decide({
    tool: 't',
    arguments: { x },
    context: { tenant_id: 'tenant_acme' },
  });
  return `${action} ${code}`;
}

const matchers = [
  ['{ url: { hosts: a.com } }', 'https://a.com/', 'https://b.com/', 'https://a.com./'],
  ['{ email: { domains: a.com } }', 'x@a.com', 'x@b.com', 'X <x@a.com>'],
  ['{ ip_in: 10.0.0.0/8 }', '10.0.0.1', '11.0.0.1', '10.1'],
  ['{ command: { programs: ls } }', 'ls /x', 'cat /x', 'ls *'],
  ['{ command: { programs: ls, paths_within: /x } }', 'ls /x/y', 'ls /y', 'ls'],
] as const;

describe.each(matchers)('%s', (matcher, yes, no, unclear) => {
  it('decides an allow where every element is yes', () => {
    const engine = engineFor(tenantWith(matcher));
    const values = [
      yes,
      no,
      unclear,
      [yes, yes],
      [yes, no],
      [no, unclear],
      [yes, null],
      [],
      null,
      undefined,
      5,
      {},
    ];
    expect(values.map((value) => codeOf(engine, value))).toEqual([
      'allow rule',
      'deny default_action',
      'deny argument_unjudgeable',
      'allow rule',
      'deny default_action',
      'deny argument_unjudgeable',
      'deny argument_unjudgeable',
      'deny default_action',
      'deny default_action',
      'deny default_action',
      'deny argument_unjudgeable',
      'deny argument_unjudgeable',
    ]);
  });

  it('decides a deny where one element is yes, and denies what is not canonical', () => {
    const engine = engineFor(tenantWith(matcher, 'deny'));
    const values = [yes, no, unclear, [no, yes], [no, no], [no, unclear], null, `${yes}\ud800`];
    expect(values.map((value) => codeOf(engine, value))).toEqual([
      'deny rule',
      'allow default_action',
      'deny argument_unjudgeable',
      'deny rule',
      'allow default_action',
      'deny argument_unjudgeable',
      'allow default_action',
      'deny argument_unjudgeable',
    ]);
  });

  it('stays unclear under `not`, and reads no text past the limit', () => {
    const engine = engineFor(tenantWith(`{ not: ${matcher} }`), {
      limits: { ...limits, maxArgumentBytes: 40 },
    });
    expect([yes, no, unclear, yes + 'x'.repeat(40)].map((value) => codeOf(engine, value))).toEqual([
      'deny default_action',
      'allow rule',
      'deny argument_unjudgeable',
      'deny argument_too_large',
    ]);
  });
});

const { limits } = defaultConfig;

describe('values of a tenant', () => {
  it.each([
    [
      '{ url: { hosts: "${vars.v}" } }',
      '[a.com, "*.b.com"]',
      ['https://a.com/', 'https://x.b.com/'],
      'https://c.com/',
    ],
    ['{ url: { hosts: "${vars.v}.com" } }', 'a_b', ['https://a_b.com/'], 'https://ab.com/'],
    ['{ url: { hosts: a.com, path_prefix: "/${vars.v}/" } }', 'p', ['https://a.com/p'], 'https://a.com/q'],
    ['{ email: { domains: "${vars.v}" } }', '[A.com, b.com]', ['x@a.COM', 'x@b.com'], 'x@c.com'],
    ['{ ip_in: "${vars.v}" }', '[10.0.0.0/8, "::1/128"]', ['10.1.1.1', '::1'], '::2:0:0:1'],
    ['{ command: { programs: "${vars.v}" } }', '[ls, cat]', ['ls', 'cat x'], 'rm x'],
    [
      '{ command: { programs: ls, paths_within: "/d/${tenant.id}/" } }',
      'x',
      ['ls /d/tenant_acme/y'],
      'ls /d/x',
    ],
  ])('are put into %s', (matcher, value, yes, no) => {
    const engine = engineFor(tenantWith(matcher, 'allow', `vars: { v: ${value} }`));
    expect(yes.map((text) => codeOf(engine, text))).toEqual(yes.map(() => 'allow rule'));
    expect(codeOf(engine, no)).toBe('deny default_action');
  });

  it.each([
    ['{ url: { hosts: "${vars.v}" } }', '127.1', 'the last label of a domain begins with a letter'],
    ['{ url: { hosts: "${vars.v}" } }', '"[::ffff:a:b]"', 'list the IPv4 address'],
    ['{ url: { hosts: "${vars.v}" } }', 'A.com', 'lower case'],
    ['{ url: { hosts: "${vars.v}.com" } }', 'a..b', 'not a domain name'],
    ['{ url: { hosts: a.com, schemes: "${vars.v}" } }', 'file', 'name no host'],
    ['{ url: { hosts: a.com, path_prefix: "/${vars.v}" } }', '"a;b"', 'the path of a URL'],
    ['{ url: { hosts: a.com, path_prefix: "/${vars.v}" } }', '[a, b]', 'is a list'],
    ['{ email: { domains: "${vars.v}" } }', '"*.a.com"', 'not a domain name'],
    ['{ ip_in: "${vars.v}" }', '10.0.0.1', 'a block has a length'],
    ['{ ip_in: "${vars.v}" }', '10.0.0.1/8', 'bits set past the length'],
    ['{ ip_in: "${vars.v}" }', '"::ffff:a00:0/104"', 'list the IPv4 block'],
    ['{ command: { programs: "${vars.v}" } }', '"ls -l"', 'one plain word'],
    ['{ command: { programs: "${vars.v}" } }', 'time', 'the shell'],
    ['{ command: { programs: ls, paths_within: "/${vars.v}/" } }', '"a:b"', 'a path in a command'],
  ])('%s: %s cannot be put in', (matcher, value, message) => {
    const documents = new Map(Object.entries(tenantWith(matcher, 'allow', `vars: { v: ${value} }`)));
    const reading = readWorkspace(documents, defaultConfig);
    const { diagnostics } = resolveWorkspace(reading.documents, defaultConfig);
    expect([...reading.diagnostics, ...diagnostics].map(({ code }) => code)).toEqual(['schema/reference']);
    expect(diagnostics[0]?.message).toContain(message);
  });
});

describe('long lists', () => {
  const random = randomFrom(3);
  const word = (): string =>
    Array.from({ length: 4 + random.below(16) }, () => random.pick('abcdefgh'.split(''))).join('');
  const words = Array.from({ length: 300 }, word);
  const number = (): number => random.below(256);
  const addresses = words.map(() => `${number()}.${number()}.${number()}.${number()}`);

  it.each([
    [
      'url',
      '{ url: { hosts: "${vars.v}" } }',
      words.map((each) => `${each}.com`),
      (each: string) => `https://${each}/x`,
    ],
    [
      'url',
      '{ url: { hosts: "${vars.v}" } }',
      words.map((each) => `*.${each}.com`),
      (each: string) => `https://${each.replace('*', 'x-y')}`,
    ],
    [
      'email',
      '{ email: { domains: "${vars.v}", subdomains: true } }',
      words.map((each) => `${each}.com`),
      (each: string) => `o'n@x.${each}`,
    ],
    [
      'ip_in',
      '{ ip_in: "${vars.v}" }',
      addresses.map((each) => `${each}/32`),
      (each: string) => each.replace('/32', ''),
    ],
    [
      'ip_in',
      '{ ip_in: "${vars.v}" }',
      words.map(() => `2001:db8:${(4096 + random.below(9999)).toString(16)}::/48`),
      (each: string) => each.replace('/48', '1'),
    ],
    [
      'command',
      '{ command: { programs: "${vars.v}", paths_within: [/data/a, /data/b] } }',
      words,
      (each: string) => `${each} -x /data/b/y`,
    ],
  ] as const)('of %s stay within the budget', (_kind, matcher, listed, textOf) => {
    const engine = engineFor(
      tenantWith(matcher, 'allow', `vars: { v: ${JSON.stringify([...new Set(listed)])} }`),
    );
    expect(listed.filter((each) => codeOf(engine, textOf(each)) !== 'allow rule')).toEqual([]);
    expect(codeOf(engine, textOf(listed[0] ?? '').replace(/[a-h0-9]/, 'z'))).not.toBe('allow rule');
  });
});
