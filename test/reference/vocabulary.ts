import { InexactNumber } from '../../src/model/json.ts';

/** The small world that generated policies and calls speak of, so that they meet often. */
export const toolNames = ['read', 'send', 'db_get', 'db_put', 'fs.read', 'fs:list'] as const;

/** Tools that no document names; some globs cover them all the same. */
export const unnamedTools = ['odd name', 'other', 'caf\u00e9', 'a.b', 'constructor', '__proto__'] as const;

export const toolGlobs = ['db_*', '*', '**', 'fs**', '*e*d', 'fs*', '**:list', 'read*'] as const;

export const tenantIds = ['tenant_a', 'tenant_b', 't1'] as const;

export const planNames = ['free', 'pro'] as const;

export const argumentPaths = [
  'arguments.a',
  'arguments.a',
  'arguments.a',
  'arguments.b',
  'arguments.b',
  'arguments.c.a',
  'arguments.items',
  'arguments.items[*]',
  'arguments.items[*].a',
  'arguments.items[*].b[*]',
  'arguments.items[*].b[*].a',
  'arguments["odd.key"]',
  'arguments.constructor',
  'arguments["__proto__"]',
  'arguments["l"][*]["m n"]',
  'arguments["q\\"\\\\x"]',
] as const;

export const contextPaths = [
  'context.user_id',
  'context.roles',
  'context.roles[*]',
  'context["odd key"].a',
] as const;

/** A regular expression, with text that it accepts or nearly so. */
export interface KnownPattern {
  readonly pattern: string;
  readonly samples: readonly string[];
}

/** Patterns, each with text that it accepts or nearly so. References in the samples are put in. */
export const patterns: readonly KnownPattern[] = [
  { pattern: '.*', samples: ['a', '', 'a\nb'] },
  { pattern: '^a', samples: ['a', 'ab', 'ba'] },
  { pattern: 'b$', samples: ['ab', 'b\n', 'ba'] },
  { pattern: '^(?:a|b)+$', samples: ['ab', 'abba', 'abc', 'a\n'] },
  { pattern: '^/data/', samples: ['/data/x', '/data/a/../b', 'x/data/'] },
  { pattern: '(?i)^aK', samples: ['AK', 'ak1', 'a\u212a'] },
  { pattern: '^-?[0-9]+$', samples: ['12', '-3', '1.5'] },
  { pattern: '^true$', samples: ['true', 'True'] },
  { pattern: '^.{2,3}$', samples: ['ab', '\u{1f600}a', 'abcd', 'a\n'] },
  { pattern: '\\bab\\b', samples: ['ab', 'x ab', 'cab'] },
  { pattern: '\\s', samples: ['a b', '\u00a0', '\u000b'] },
  { pattern: '^$', samples: ['', 'a'] },
  { pattern: '@ok\\.com$', samples: ['a@ok.com', 'a@okXcom', 'a@ok.com\n'] },
];

/** Patterns with references; only where the variables are given. */
export const patternsWithVariables: readonly KnownPattern[] = [
  { pattern: '^${vars.word}$', samples: ['${vars.word}', 'a-b', 'aab'] },
  { pattern: '^${vars.words}', samples: ['a', 'b.c', 'bxc', 'ab'] },
  { pattern: '${tenant.id}-${vars.num}', samples: ['${tenant.id}-${vars.num}', 'tenant_a-1'] },
  { pattern: '^\\$${vars.word}', samples: ['$a.b', '$a'] },
  { pattern: '(?i)${vars.word}|^${tenant.name}$', samples: ['${vars.word}', 'A.B', '${tenant.name}', 'K'] },
];

export const patternsWithTenant: readonly KnownPattern[] = [
  { pattern: '^${tenant.id}:', samples: ['${tenant.id}:x', 'tenant_a:', '${tenant.id}'] },
];

export const scalars = [
  'a',
  'ab',
  'u1',
  'x',
  '',
  '1',
  'true',
  'no',
  '~',
  '$${x}',
  1,
  2,
  0,
  -1,
  1.5,
  true,
  false,
] as const;

export const pathPrefixes = ['/data/a/', '/data/', '/', '/data/a', '/data/${tenant.id}/'] as const;

export const keyPrefixes = ['tenant_a:', '${tenant.id}:', 'a.', 'a/b/'] as const;

/** Texts below the prefixes and right beside them. */
export const pathTails = [
  'x',
  '',
  'x/',
  'x/y',
  '../b',
  'x/..',
  './x',
  '/x',
  '%2e',
  '%2g',
  '\\x',
  '..x',
  'x\u2025',
  'x\uff0fy',
  '\u200bx',
  '\u202ex',
  '\u0007',
  '\u00e9',
  '\u0085x',
  '\ud800',
] as const;

export const keyTails = [
  'x',
  '',
  '.',
  '..',
  'x:y',
  'x/../y',
  'x.y',
  '..x',
  '.:x',
  'x/.',
  '\u00e9',
  ' ',
  'x_-1',
] as const;

/** Values that nobody expects. */
export const oddValues = [
  null,
  null,
  '',
  'b',
  '/data/b/x',
  'data/a/x',
  'tenant_b:x',
  '\ud800',
  'a\udc00b',
  'x'.repeat(33),
  '\u00e9'.repeat(17),
  '/data/a/'.padEnd(32, 'x'),
  '/data/a/'.padEnd(33, 'x'),
  0,
  3,
  -0,
  2 ** 53,
  2 ** 53 - 1,
  1e21,
  1.5,
  new InexactNumber('12345678901234567890'),
  true,
  {},
  { a: 'a' },
  { a: null },
  { b: ['a', 'b'] },
  { x: { y: 1 } },
  [],
  [null],
  [[]],
  ['a', 'b'],
  ['a', null],
  ['a', ['b']],
  [{ a: 'a' }, { a: 'ab' }],
  [{ b: [] }, { b: ['a'] }],
  [{ b: [{ a: 'a' }, {}] }],
  ['x'.repeat(40)],
  [1, new InexactNumber('0.10000000000000000555')],
] as const;

export const hosts = [
  'a.com',
  '*.a.com',
  '${tenant.id}.a.com',
  '10.0.0.1',
  '[2001:DB8::1]',
  'xn--a.com',
  'b',
] as const;

export const domains = ['a.com', 'A.com', '${tenant.id}.a.com', 'xn--a.com', 'b'] as const;

export const localParts = ['a.b', 'a..b', '.a', '-a', "o'b", 'a+b', 'a%b', '"a"', 'é', '_', ''] as const;

export const ipBlocks = [
  '10.0.0.0/8',
  '10.1.0.0/17',
  '0.0.0.0/0',
  '::/0',
  '2001:db8::/32',
  'fe80::/10',
  '::1/128',
] as const;

/** Addresses, canonical and not. */
export const ipTexts = [
  '10.1.2.3',
  '10.1.128.1',
  '10.01.2.3',
  '10.1',
  '256.0.0.1',
  '::1',
  '::',
  '::2',
  '::ffff:a01:203',
  '::ffff:10.1.2.3',
  '2001:db8::1',
  '2001:DB8::1',
  '2001:db8:0:0::1',
  '2001:db8:0:1:1:1:1:1',
  '2001:db8::1:1:1:1:1',
  '2001:0:0:1::1',
  'fe80::1',
  'fe80::1%eth0',
  'febf::',
] as const;

export const programs = ['ls', 'cat', '/bin/rm', 'a.b'] as const;

/** What may stand behind a program; `<` is a folder. */
export const commandTails = [
  '',
  ' <x',
  ' <x',
  ' -la <x',
  ' -la --all <x <y/z',
  ' <x -la',
  ' -- <x',
  ' - <x',
  ' <../x',
  ' x',
  ' a=b',
  ' =a',
  '  <x',
  ' <x ',
  '\t<x',
  ' <x; ls',
  ' <*',
  ' $x',
  ' ~/x',
  ' <a:/etc',
] as const;
