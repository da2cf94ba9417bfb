import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'plan/not-monotone';
const limits = (free: string, pro: string): string =>
  `rate_limits:\n  free: { ${free} }\n  pro: { ${pro} }\n`;
const messages = (text: string): readonly string[] => findingsOf(code, text).map(({ message }) => message);

describe(code, () => {
  it('points at the limit', () => {
    expect(markedBy(code, limits('query: 100/hour', 'query: 50/hour'))).toEqual(['policy.yaml:3:17 50/hour']);
  });

  it.each([
    [
      'query: 100/hour',
      'query: 50/hour',
      ['query: call 51 in an hour, which free has room for and pro refuses'],
    ],
    ['query: 50/hour', 'query: 1/s', ['query: call 2 in a second, which free has room for and pro refuses']],
    [
      'query: 2/s',
      'query: 100/min',
      ['query: call 101 in a minute, which free has room for and pro refuses'],
    ],
    ['other: 1/s', 'query: 9/day', ['query: call 10 in a day, which free has room for and pro refuses']],
    [
      "'send_*': 10/hour",
      'send_mail: 9/hour',
      ['send_mail: call 10 in an hour, which free has room for and pro refuses'],
    ],
    [
      'total_tool_calls: 9/s',
      'total_tool_calls: 8/s',
      ['total_tool_calls: call 9 in a second, which free has room for and pro refuses'],
    ],
    [
      'query: 9/s',
      'query: 9/s, total_tool_calls: 9/s',
      ['total_tool_calls: call 10 in a second, which free has room for and pro refuses'],
    ],
    ['query: 100/hour', 'query: 100/hour', []],
    ['query: 60/hour', 'query: 60/min', []],
    ['query: 60/hour, total_tool_calls: 5/day', 'query: 50/hour, total_tool_calls: 5/day', []],
    [
      'query: 60/hour',
      "'other_*': 1/s, query: 61/hour",
      ['other_*: call 2 in a second, which free has room for and pro refuses'],
    ],
  ])('of %s and %s is %j', (free, pro, expected) => {
    expect(messages(limits(free, pro))).toEqual(expected);
  });

  it('is a tool that goes away, with a call that the engine refuses', () => {
    const plans = "plans:\n  free: { tools: ['crm_*', mail] }\n  pro: { tools: [crm_read, mail] }\n";
    const texts = { 'plans.yaml': plans, 'a.yaml': 'tenant_id: acme\nplan: pro\nrules: []\n' };
    expect(findingsOf(code, texts)).toMatchObject([
      {
        message: 'crm_: a call of it, which free entitles to and pro refuses',
        help: 'add crm_* to the `tools` of pro, or put the `rank`s right',
        witness: { tool: 'crm_', arguments: {}, context: { tenant_id: 'acme' }, kind: 'decision' },
      },
    ]);
    expect(findingsOf(code, plans)[0]?.witness).toBeUndefined();
  });

  it('is nothing where narrower entries add up', () => {
    expect(messages("plans: { free: { tools: ['a*'] }, pro: { tools: ['a', 'a*'] } }")).toEqual([]);
    expect(messages('plans: { free: { tools: [a] }, pro: {} }')).toEqual([]);
    expect(messages('plans: { free: {}, pro: { tools: [a] } }')).toEqual([
      'b: a call of it, which free entitles to and pro refuses',
    ]);
  });

  it('goes by rank, and says each thing once', () => {
    const plans = (...ranks: readonly number[]): string =>
      `plans:\n${['a', 'b', 'c']
        .map((name, i) => `  ${name}: { rank: ${ranks[i]}, rate_limits: { query: ${3 - i}/hour } }\n`)
        .join('')}`;
    expect(messages(plans(1, 2, 3))).toHaveLength(2);
    expect(messages(plans(3, 2, 1))).toEqual([]);
    expect(messages(plans(1, 1, 2))).toEqual([
      'query: call 2 in an hour, which b has room for and c refuses',
    ]);
  });

  it('is never in a plan that copies the lower one and adds', () => {
    const rate = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('s', 'min', 'hour', 'day'));
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'a*', '*b', 'total_tool_calls'), { minLength: 1 });
    fc.assert(
      fc.property(names, fc.array(rate, { minLength: 5, maxLength: 5 }), fc.nat(3), (keys, rates, more) => {
        const of = (extra: number): string =>
          keys.map((key, i) => `'${key}': ${(rates[i]?.[0] ?? 1) + extra}/${rates[i]?.[1]}`).join(', ');
        expect(messages(limits(of(0), of(more)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
