import { describe, expect, it } from 'vitest';
import { InexactNumber } from '../../../src/model/json.ts';
import { filterAnswer } from '../../reference/filter-form.ts';
import { filterFor, generateFilter } from '../../reference/generate-filter.ts';
import { randomFrom } from '../../reference/random.ts';
import { effort } from '../../pattern/matching.ts';
import { engineFor } from '../../support/engine-for.ts';
import { filterEngine } from './filter-engine.ts';

type Context = { readonly [key: string]: unknown };

function engineWith(matcher: string): ReturnType<typeof engineFor> {
  return engineFor({
    'a.yaml': `
tenant_id: acme
vars: { region: eu, regions: [eu, us], level: 3 }
rules: [{ tool: t, conditions: [{ match: { arguments.x: ${matcher} }, action: allow }] }]
`,
  });
}

function codeOf(matcher: string, x: unknown, context: Context = {}): string {
  return engineWith(matcher).decide({
    tool: 't',
    arguments: { x },
    context: { tenant_id: 'acme', ...context },
  }).code;
}

const yes = 'rule';
const no = 'default_action';
const unclear = 'argument_unjudgeable';

describe('values of must', () => {
  it.each([
    ["'${tenant.id}'", { f: 'acme' }, yes],
    ["'${tenant.id}'", { f: 'xyz' }, no],
    ["'${vars.region}-${tenant.id}'", { f: 'eu-acme' }, yes],
    ["'${vars.level}'", { f: 3 }, yes],
    ["'${vars.level}'", { f: '3' }, no],
    ["'${vars.regions}'", { f: 'us' }, yes],
    ["'${vars.regions}'", { f: { $in: ['us', 'eu'] } }, yes],
    ["'${vars.regions}'", { $or: [{ f: 'us' }, { f: 'eu' }] }, yes],
    ["'${vars.regions}'", { f: { $in: ['us', 'cn'] } }, no],
    ['1.5', { f: 1.5 }, yes],
    ['true', { f: true }, yes],
    ['true', { f: 'true' }, no],
    ['0', { f: -0 }, yes],
  ])('%s, %j: %s', (value, filter, code) => {
    expect(codeOf(`{ filter: { must: { f: ${value} } } }`, filter)).toBe(code);
  });

  it.each([
    [{ f: 'acme', g: 'u1' }, { user_id: 'u1' }, yes],
    [{ f: 'acme', g: 'u2' }, { user_id: 'u1' }, no],
    [{ f: 'acme', g: 'u1' }, {}, unclear],
    [{ f: 'acme', g: 'u1' }, { user_id: ['u1'] }, unclear],
    [{ f: 'acme', g: 'a\ud800' }, { user_id: 'a\ud800' }, unclear],
    [{ f: 'xyz', g: 'u1' }, {}, no],
    [{ f: 'acme', g: 7 }, { user_id: 7 }, yes],
  ])('read at the call: %j with %j: %s', (filter, context, code) => {
    const matcher = "{ filter: { must: { f: '${tenant.id}', g: '${context.user_id}' } } }";
    expect(codeOf(matcher, filter, context)).toBe(code);
  });
});

describe('a filter is asked as a whole', () => {
  const must = '{ filter: { must: { f: acme } } }';

  it.each([
    [must, undefined, no],
    [must, null, no],
    [must, [], unclear],
    [must, [{ f: 'acme' }], unclear],
    [must, 'f', unclear],
    [must, 5, unclear],
    [must, new Map([['f', 'acme']]), unclear],
    [must, { f: new InexactNumber('1.00000000000000000001') }, unclear],
    [must, { f: 'acme', g: Number.NaN }, unclear],
    [must, { f: 'acme', g: new Date(0) }, unclear],
    [`{ not: ${must} }`, { f: 'xyz' }, yes],
    [`{ not: ${must} }`, { f: { $where: 1 } }, unclear],
    [`{ any_of: [{ exists: false }, ${must}] }`, undefined, yes],
    [`{ any_of: [{ equals: all }, ${must}] }`, 'all', yes],
    [`{ any_of: [{ equals: all }, ${must}] }`, ['all', { f: 'acme' }], unclear],
  ])('%s, %o: %s', (matcher, value, code) => {
    expect(codeOf(matcher, value)).toBe(code);
  });
});

describe('the trace', () => {
  const detailOf = (dialect: string, x: unknown): string | undefined =>
    engineWith(`{ any_of: [{ exists: false }, { filter: { ${dialect} must: { f: acme } } }] }`)
      .decide({ tool: 't', arguments: { x }, context: { tenant_id: 'acme' } }, { trace: true })
      .trace?.find(({ outcome }) => outcome === 'asked')?.detail;

  it.each([
    ['', { f: 'acme' }, 'an object'],
    ['', { g: 1 }, 'an object, does not hold f'],
    [
      '',
      { $or: [{ f: 'acme' }, { g: { $regex: 'x' } }] },
      'an object, not understood at $or[1].g.$regex: no operator that is known of every one of pinecone, chroma and mongo here',
    ],
    [
      'dialect: mongo,',
      { $where: '1' },
      'an object, not understood at $where: no operator that is known of mongo here',
    ],
    ['dialect: chroma,', {}, 'an object, not understood as a whole: 0 keys where chroma takes one'],
    [
      'dialect: qdrant,',
      { must: [{ key: 'f', match: { value: 'acme', any: [] } }] },
      'an object, not understood at must[0].match: a match that says not exactly one thing',
    ],
    [
      '',
      { 'a\u202eb\n': { $x: 1 } },
      'an object, not understood at "a\\u{202e}b\\n": a control character in a name',
    ],
    ['', 'f', 'a string, not understood as a whole: a string where a filter stands'],
  ])('%s %j', (dialect, filter, detail) => {
    expect(detailOf(dialect, filter)).toBe(detail);
  });
});

describe('large filters', () => {
  const answer = filterEngine('{ must: { f: acme } }');
  const nested = (levels: number): unknown => (levels === 0 ? { f: 'acme' } : { $and: [nested(levels - 1)] });

  it('are understood to a fixed depth', () => {
    expect(answer(nested(16))).toBe('yes');
    expect(answer(nested(17))).toBe('unclear');
  });

  it('take time in proportion', () => {
    const branches = Array.from({ length: 20_000 }, (_, index) => ({ f: 'acme', n: index }));
    const started = performance.now();
    expect(answer({ $or: branches })).toBe('yes');
    expect(answer({ $or: [...branches, { n: 1 }] })).toBe('no');
    expect(answer({ f: { $in: branches.map(() => 'acme') } })).toBe('yes');
    expect(answer({ ['a.'.repeat(200_000)]: 1, f: 'acme' })).toBe('unclear');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('the engine and the page', () => {
  it('agree on generated filters, of every answer many', () => {
    const random = randomFrom(5);
    const bindings = {
      tenantId: 'acme',
      tenantName: undefined,
      plan: undefined,
      vars: new Map(),
      context: {},
    };
    const counts = { yes: 0, no: 0, unclear: 0 };
    for (let matchers = 0; matchers < 40; matchers += 1) {
      const filter = generateFilter(random, () => random.pick(['acme', 1, true]));
      const answer = filterEngine(JSON.stringify(filter));
      for (let count = 0; count < 50 * effort; count += 1) {
        const value = filterFor(filter, random, bindings);
        const said = answer(value);
        counts[said] += 1;
        expect([value, said]).toEqual([value, filterAnswer(value, filter, bindings)]);
      }
    }
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(200 * effort);
  });
});
