import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { engineFor } from '../../support/engine-for.ts';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'flow/unreachable';

const condition = (matcher: string, action: string, path = 'arguments.path'): string =>
  `      - match: { ${path}: ${matcher} }\n        action: ${action}\n`;
const rule = (tool: string, conditions: readonly string[], action = ''): string =>
  `  - tool: ${tool}\n${conditions.length > 0 ? '    conditions:\n' : ''}${conditions.join('')}${action === '' ? '' : `    action: ${action}\n`}`;
const policy = (...rules: readonly string[]): string => `tenant_id: t\nrules:\n${rules.join('')}`;
const messages = (texts: Parameters<typeof findingsOf>[1]): readonly string[] =>
  findingsOf(code, texts).map(({ message }) => message);

const one = (...conditions: readonly string[]): string => policy(rule('read', conditions));

describe(code, () => {
  it('points at what never decides, and names what covers it', () => {
    const text = one(condition("'^/data/'", 'allow'), condition("'^/data/secret/'", 'deny'));
    expect(markedBy(code, text)).toEqual(['policy.yaml:8:17 deny']);
    expect(findingsOf(code, text)).toMatchObject([
      {
        severity: 'error',
        message: 'condition 1 of read#0 can never deny what it names: condition 0 allows whatever it would',
        label: 'whatever it names is decided before',
        help: 'remove it, or move it above policy.yaml:6',
        tenant: 't',
        rule: 'read#0',
        tool: 'read',
      },
    ]);
  });

  it.each<readonly [what: string, text: string, expected: readonly string[]]>([
    [
      'the same is decided already',
      one(condition("'^/data/'", 'allow'), condition("'^/data/x'", 'allow')),
      ['condition 1 of read#0 can never allow: condition 0 already allows whatever it would'],
    ],
    [
      'a deny takes what a deny would, and what cannot be judged',
      one(condition("'^/data/'", 'deny'), condition("'^/data/x'", 'deny')),
      ['condition 1 of read#0 can never deny: condition 0 already denies whatever it would'],
    ],
    [
      'asking comes too late',
      one(condition("'^a'", 'allow'), condition("'^ab'", 'require_approval')),
      [
        'condition 1 of read#0 can never ask for approval of what it names: condition 0 allows whatever it would',
      ],
    ],
    [
      'several cover it',
      policy(
        rule(
          'read',
          [
            condition('{ exists: true }', 'allow'),
            condition('{ exists: false }', 'deny'),
            condition("'x'", 'require_approval', 'arguments.q'),
          ],
          'deny',
        ),
      ),
      [
        'condition 2 of read#0 can never ask for approval: condition 0 (allow) and condition 1 (deny) decide whatever it would',
        'the action of read#0 can never deny: condition 0 (allow) and condition 1 (deny) decide whatever it would',
      ],
    ],
    [
      'an earlier rule has an action of its own',
      policy(rule('read', [], 'allow'), rule("'re*'", [condition("'a'", 'deny')], 'deny'), rule('rest', [])),
      [],
    ],
    [
      'an earlier rule of each of its tools has an action of its own',
      policy(rule("'re*'", [], 'allow'), rule('[read, rest]', [condition("'a'", 'deny')])),
      ['condition 0 of read#0 can never deny: the action of re*#0 allows whatever it would'],
    ],
    [
      'what it asks for contradicts itself, without a pattern',
      one(condition('{ all_of: [{ equals: a }, { equals: b }] }', 'allow')),
      ['condition 0 of read#0 can never allow: no value satisfies it'],
    ],
    ['a pattern matches nothing, which match/empty says', one(condition("'a^'", 'allow')), []],
    [
      'a list may have one element of each',
      one(...["'^a'", "'^b'", "'^[ab]'"].map((m) => condition(m, 'allow'))),
      [],
    ],
    [
      'only a list of several elements could be stopped',
      one(
        condition("'^a'", 'allow', "'arguments.paths[*]'"),
        condition("'^ab'", 'deny', "'arguments.paths[*]'"),
      ),
      ['condition 1 of read#0 can never deny what it names: condition 0 allows whatever it would'],
    ],
    ['all else is denied at the end', one(condition("'^a'", 'allow'), condition("'.*'", 'deny')), []],
    [
      'all else is asked about at the end',
      one(condition("'^a'", 'allow'), condition("'.*'", 'require_approval')),
      [],
    ],
    [
      'a list is asked as a whole',
      one(condition('{ contains: admin }', 'deny', 'context.roles'), condition("'^a'", 'allow')),
      [],
    ],
  ])('where %s', (_, text, expected) => {
    expect(messages(text)).toEqual(expected);
  });

  it('is what the baseline decides before', () => {
    const texts = {
      'a.yaml': one(condition("'^/etc/x'", 'deny'), condition("'^/'", 'allow')),
      'baseline.yaml': `kind: baseline\nrules:\n${rule('read', [condition("'^/etc/'", 'deny')])}`,
    };
    expect(findingsOf(code, texts)).toMatchObject([
      {
        message:
          'condition 0 of read#0 can never deny: condition 0 of read#0 in the baseline already denies whatever it would',
        help: 'remove it, or move it above baseline.yaml:6',
        causes: ['baseline.yaml'],
      },
    ]);
  });

  const template = (...conditions: readonly string[]): string =>
    `kind: template\nname: base\nvars: { root: { type: string, default: /data/ } }\nrules:\n${rule('read', conditions)}`;
  const tenant = (id: string, more = ''): string => `tenant_id: ${id}\nextends: base\n${more}`;

  it('is one finding where a template causes it', () => {
    const texts = {
      'base.yaml': template(condition("'^/${tenant.id}'", 'allow'), condition("'^/${tenant.id}/x'", 'allow')),
      'a.yaml': tenant('a'),
      'b.yaml': tenant('b', `rules:\n${rule('other', [], 'allow')}`),
    };
    expect(markedBy(code, texts)).toEqual(['base.yaml:10:17 allow']);
    expect(findingsOf(code, texts)).toMatchObject([{ tenant: 'a', tenants: 2 }]);
  });

  it('is not in a template where some tenant needs it, or overrides it', () => {
    const base = template(condition("'^/data/'", 'allow'), condition("'^${vars.root}'", 'allow'));
    expect(messages({ 'base.yaml': base, 'a.yaml': tenant('a') })).toHaveLength(1);
    const needed = {
      'base.yaml': base,
      'a.yaml': tenant('a'),
      'b.yaml': tenant('b', 'vars: { root: /b/ }\n'),
    };
    expect(messages(needed)).toEqual([]);
    const overridden = {
      'base.yaml': template(condition("'x'", 'allow')),
      'a.yaml': tenant('a', `rules:\n${rule('read', [], 'deny')}`),
    };
    expect(messages(overridden)).toEqual([]);
  });

  it('is not asked of whom nothing is allowed', () => {
    const text = one(condition("'^a'", 'allow'), condition("'^ab'", 'allow'));
    expect(messages(text.replace('rules', 'status: suspended\nrules'))).toEqual([]);
    const plans = 'plans: { free: { tools: [other] } }\n';
    expect(messages({ 'a.yaml': text.replace('rules', 'plan: free\nrules'), 'plans.yaml': plans })).toEqual(
      [],
    );
  });

  const matchers = [
    "'^a'",
    "'a'",
    "'^ab?$'",
    "'.*'",
    '{ equals: 1 }',
    '{ one_of: [a, b] }',
    '{ exists: false }',
    "{ not: 'b' }",
  ];
  const scalars: readonly JsonValue[] = ['', 'a', 'b', 'ab', 'ba', 'c', 1, 2, 0.5, true, null];
  const values: readonly JsonValue[] = [
    ...scalars,
    {},
    [],
    ...scalars.flatMap((x) => [[x], ['a', x], [{}, x]]),
  ];
  const actions = ['allow', 'deny', 'require_approval'];

  it('says of no part that it is dead that changes a decision, and of none that single values meet it', () => {
    const parts = fc.array(fc.tuple(fc.constantFrom(...matchers), fc.constantFrom(...actions)), {
      minLength: 2,
      maxLength: 5,
    });
    let dead = 0;
    fc.assert(
      fc.property(parts, (list) => {
        const conditions = list.map(([matcher, action]) => condition(matcher, action));
        for (const { message } of findingsOf(code, one(...conditions))) {
          const at = Number(/condition (\d)/.exec(message)?.[1]);
          const [matcher = '', action = ''] = list[at] ?? [];
          const [before, after, alone] = [
            conditions,
            conditions.toSpliced(at, 1),
            [condition(matcher, action)],
          ].map((some) =>
            engineFor({ 'policy.yaml': `${some.length > 0 ? one(...some) : policy(rule('x', [], 'deny'))}` }),
          );
          dead += 1;
          for (const value of message.includes('names') ? scalars : values) {
            const call = { tool: 'read', arguments: { path: value }, context: { tenant_id: 't' } };
            if (message.includes('names') && alone?.decide(call).code !== 'rule') continue;
            expect(after?.decide(call).action, `${message} ${JSON.stringify(value)}`).toBe(
              before?.decide(call).action,
            );
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(dead).toBeGreaterThan(10);
  });
});
