import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { simulateJson } from '../../../src/report/simulate-json.ts';
import { joinShards } from '../../../src/simulate/join-shards.ts';
import { readSimulateOutput } from '../../../src/simulate/read-output.ts';
import { createAttacks } from '../../../src/simulate/sections/attacks.ts';
import type { Shard } from '../../../src/simulate/shard.ts';
import type { SimulateOutput } from '../../../src/simulate/simulate-output.ts';
import type { TranscriptRecord } from '../../../src/transcript/transcript-format.ts';
import { runs } from '../../support/is-long.ts';
import { attacksOf } from '../attacks-of.ts';
import { callOf, engineFor, replayFor, workspaceOf } from '../replay-for.ts';

const policy = (id: string): string => `
tenant_id: ${id}
vars: { box: box-${id} }
rules:
  - tool: read
    conditions:
      - { match: { arguments.path: '^/data/${id}/' }, action: allow }
      - { match: { arguments.path: '^/data/' }, action: require_approval }
  - { tool: drop, action: deny }
  - { tool: [time, put], action: allow }
`;
const boundaries = `
kind: boundaries
tools:
  read: { arguments.path: { path_within: '/data/\${tenant.id}/' } }
  put: { arguments.key: { key_within: '\${tenant.id}:' } }
  drop: { arguments.path: { path_within: '/data/\${tenant.id}/' } }
`;
const tenants = ['acme', 'globex', 'initech'];
const files = {
  ...Object.fromEntries(tenants.map((id) => [`${id}.yaml`, policy(id)])),
  'boundaries.yaml': boundaries,
};

function sent(tenant: string, tool: string, args: JsonObject): TranscriptRecord {
  return callOf(tool, { arguments: args, context: { tenant_id: tenant } });
}

const own = sent('acme', 'read', { path: '/data/acme/a' });

describe('attacks', () => {
  it('name the recorded call that they are made of', () => {
    const found = attacksOf(files, [sent('acme', 'time', {}), own]);
    const traversal = found.reported.find(({ family }) => family === 'traversal');
    expect(traversal).toMatchObject({
      parent: { seq: 2, source: { file: 'calls.jsonl', index: 1 } },
      tenant: 'acme',
      tool: 'read',
      argument: 'arguments.path',
      attempt: '/data/acme/../globex/x',
      arguments: { path: '/data/acme/../globex/x' },
      decision: { action: 'allow', policy: { rule: 'read#0', file: 'acme.yaml' } },
    });
  });

  it('say which other tenants there are, after the own in order of ids', () => {
    const found = attacksOf(files, [sent('initech', 'put', { key: 'initech:a' })]);
    const first = found.reported.find(({ family }) => family === 'other-tenants');
    expect(first).toMatchObject({ attempt: 'acme:a', reaches: 'acme' });
  });

  it('make up another tenant where there is none', () => {
    const alone = { 'acme.yaml': policy('acme'), 'boundaries.yaml': boundaries };
    const found = attacksOf(alone, [sent('acme', 'put', { key: 'acme:a' })]);
    const first = found.reported.find(({ family }) => family === 'other-tenants');
    expect(first?.attempt).toBe('other_acme:a');
  });

  it('are made of one call of each shape, and it is said of how many none are', () => {
    const more = [
      own,
      sent('acme', 'read', { path: '/data/acme/b' }),
      sent('acme', 'read', { path: '/data/acme/b', a: 1 }),
    ];
    const many = Array.from({ length: 5 }, (_, at) =>
      sent('acme', 'read', { path: '/data/acme/b', [`b${at}`]: 1 }),
    );
    const large = sent('acme', 'put', { key: 'acme:a', value: 'x'.repeat(9000) });
    const found = attacksOf(files, [...more, ...many, large]);
    expect(found.parents).toBe(4);
    expect(found.leftOut).toEqual({ alike: 1, past: 3, large: 1, arguments: 0 });
  });

  it('say how many arguments are not varied', () => {
    const paths = Array.from({ length: 14 }, (_, at) => `arguments.a${at}: { exists: false }`);
    const bounded = `kind: boundaries\ntools:\n  put: { arguments.x.y: { exists: false }, ${paths.join(', ')} }\n`;
    const found = attacksOf({ ...files, 'boundaries.yaml': bounded }, [sent('acme', 'put', { x: {} })]);
    expect(found).toMatchObject({ parents: 1, leftOut: { arguments: 3 } });
  });

  it('are not made of what the rules deny or hold, nor of tools that no boundary judges', () => {
    const denied = sent('acme', 'drop', { path: '/data/acme/a' });
    const found = attacksOf(files, [
      denied,
      sent('acme', 'time', {}),
      sent('nobody', 'read', { path: '/data/x' }),
    ]);
    expect(found).toMatchObject({ parents: 0, variants: 0, reportedTotal: 0 });
    expect(found.tools).toEqual({ time: { parents: 0, variants: 0, allowed: 0, unbounded: 1 } });
  });

  it('are not made of what a boundary over the context denies', () => {
    const bounded = boundaries.replace('put: { ', 'put: { context.user_id: { equals: dana }, ');
    const found = attacksOf({ ...files, 'boundaries.yaml': bounded }, [
      sent('acme', 'put', { key: 'acme:a' }),
    ]);
    expect(found).toMatchObject({ parents: 0, reportedTotal: 0 });
  });

  it('report a recorded call that only a boundary stops', () => {
    const found = attacksOf(files, [sent('acme', 'read', { path: '/data/globex/a' })]);
    expect(found.families['as-recorded']).toEqual({ tried: 1, allowed: 1 });
    expect(found.reported).toMatchObject([
      { family: 'as-recorded', argument: null, decision: { action: 'require_approval' } },
    ]);
    expect(found.parents).toBe(0);
  });

  it('judge by boundaries that nobody enforces, and leave what a context boundary asks aside', () => {
    const loose = boundaries
      .replace('kind: boundaries', 'kind: boundaries\nenforce: false')
      .replace('put: { ', 'put: { context.user_id: { equals: dana }, ');
    const calls = [own, sent('acme', 'put', { key: 'acme:a' })];
    const found = attacksOf({ ...files, 'boundaries.yaml': loose }, calls);
    expect(found.families['as-recorded']).toEqual({ tried: 2, allowed: 0 });
    expect(found.parents).toBe(2);
    expect(found.reportedTotal).toBeGreaterThan(100);
  });
});

describe('attacks on whatever was recorded', () => {
  const tools = [
    'path_within: /a/',
    "key_within: 'a:'",
    'email: { domains: [a.example] }',
    'url: { hosts: [a.example] }',
  ]
    .concat([
      'filter: { must: { a: b } }',
      'command: { programs: [ls] }',
      'exists: false',
      'contains: a',
      'equals: 1',
    ])
    .map(
      (matcher, at) =>
        `  t${at}: { arguments.a: { ${matcher} }, 'arguments.b[*].c': { ${matcher} }, arguments.d.e: { ${matcher} } }`,
    );
  const open = {
    'acme.yaml': 'tenant_id: acme\nrules: [{ tool: "**", action: allow }]\n',
    'boundaries.yaml': `kind: boundaries\ntools:\n${tools.join('\n')}\n`,
  };
  const anyJson = fc.jsonValue({ maxDepth: 3 });
  const anyArgs = fc.record(
    { a: anyJson, b: fc.array(fc.record({ c: anyJson })), d: anyJson, x: anyJson },
    { requiredKeys: [] },
  );

  it('are counted as what they are, and throw nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(8), anyArgs), { maxLength: 4 }), (calls) => {
        const records = calls.map(([tool, args]) =>
          sent('acme', `t${tool}`, JSON.parse(JSON.stringify(args))),
        );
        const found = attacksOf(open, records);
        const { 'as-recorded': recorded, ...families } = found.families;
        expect(recorded.tried).toBe(records.length);
        const tried = Object.values(families).reduce((sum, counts) => sum + counts.tried, 0);
        expect(tried).toBe(found.variants);
        const out = Object.values(found.families).reduce((sum, counts) => sum + counts.allowed, 0);
        expect(out).toBe(found.reportedTotal);
        expect(found.reported.reduce((sum, { count }) => sum + count, found.elsewhere)).toBe(out);
        expect(found.parents + found.leftOut.alike + found.leftOut.past + found.leftOut.large).toBe(
          records.length - recorded.allowed,
        );
      }),
      { numRuns: runs(15, 400) },
    );
  });
});

describe('what attacks print', () => {
  it('holds nothing recorded unless arguments are shown', () => {
    const word = fc.stringMatching(/^q[a-z]{5}$/);
    fc.assert(
      fc.property(word, word, (one, two) => {
        const calls = [
          sent('acme', 'read', { path: `/data/acme/${one}.${two}/a`, size: two }),
          sent('acme', 'put', { key: `acme:${one}`, value: { note: [two] } }),
          sent('acme', 'read', { path: `/data/globex/${one}` }),
        ];
        const found = JSON.stringify(attacksOf(files, calls, undefined, false)).toLowerCase();
        expect(found).not.toContain(one);
        expect(found).not.toContain(two);
        expect(JSON.stringify(attacksOf(files, calls))).toContain(one);
      }),
      { numRuns: runs(10, 200) },
    );
  });
});

function resultOf(records: readonly TranscriptRecord[], shard?: Shard): SimulateOutput {
  const shown = { show: true } as const;
  const attacks = createAttacks({ workspace: workspaceOf(files), engine: engineFor(files), shown });
  const replay = replayFor(files, { sections: [attacks], ...(shard === undefined ? {} : { shard }) });
  replay.begin('calls.jsonl', 'toolkit', {}).judge(records);
  const reading = readSimulateOutput(simulateJson(replay.summary(false), 'r1'));
  if (!reading.ok) throw new Error(reading.problem);
  return reading.output;
}

const anyRecord: fc.Arbitrary<TranscriptRecord> = fc
  .tuple(
    fc.constantFrom(...tenants, 'nobody'),
    fc.constantFrom('read', 'put', 'drop', 'time', '__proto__'),
    fc.constantFrom<JsonObject>(
      { path: '/data/acme/a' },
      { path: '/data/globex/a', size: 1 },
      { key: 'initech:a' },
      { key: 'acme:a', list: ['x'] },
      {},
    ),
  )
  .map(([tenant, tool, args]) => sent(tenant, tool, args));

describe('attacks of shards', () => {
  it('join to the same bytes as those of the whole run', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (records, of) => {
        const shards = Array.from({ length: of }, (_, at) => resultOf(records, { index: at + 1, of }));
        const joined = joinShards(shards.toReversed());
        if (!joined.ok) throw new Error(joined.problem);
        const whole = JSON.parse(JSON.stringify(resultOf(records)));
        expect(JSON.stringify(JSON.parse(simulateJson(joined.summary, joined.revision)))).toBe(
          JSON.stringify(whole),
        );
      }),
      { numRuns: runs(10, 250) },
    );
  });
});
