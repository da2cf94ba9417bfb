import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { InexactNumber, UnjudgeableArguments } from '../../src/model/json.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { simulateJson } from '../../src/report/simulate-json.ts';
import { simulateLine } from '../../src/report/simulate-jsonl.ts';
import { simulatePretty } from '../../src/report/simulate-pretty.ts';
import type { ArgumentsShown } from '../../src/simulate/call-record.ts';
import type { JudgedCall } from '../../src/simulate/judged-call.ts';
import type { TranscriptRecord } from '../../src/transcript/transcript-format.ts';
import { callAt, callOf, replayFor } from '../simulate/replay-for.ts';
import { outputSchema } from './output-schemas.ts';

const acme = `
tenant_id: acme
plan: free
rules:
  - { tool: read, action: allow }
  - { tool: send, action: require_approval, approval: { channel: slack, webhook: 'https://hooks.example.com/x', timeout: 60s } }
  - tool: drop
    conditions:
      - { match: { arguments.name: '^x' }, action: deny, reason: Names with x stay }
    action: allow
`;
const files = { 'acme.yaml': acme, 'plans.yaml': 'rate_limits: { free: { read: 2/min } }' };

const masked: ArgumentsShown = {
  show: false,
  digest: (text) => createHash('sha256').update(text).digest('hex').slice(0, 8),
};

function replayed(records: readonly TranscriptRecord[], partial = false, shown = masked) {
  const judged: JudgedCall[] = [];
  const replay = replayFor(files, { shown, onCall: (call) => judged.push(call) });
  replay.begin('calls.jsonl', 'toolkit', {}).judge(records);
  return { judged, summary: replay.summary(partial) };
}

const secret = {
  name: 'xavier',
  list: [1, 2],
  deep: { a: null },
  none: null,
  size: new InexactNumber('1e999'),
  on: true,
};
const drop = callOf('drop', {
  arguments: secret,
  context: { tenant_id: 'acme' },
  time: 5000,
  line: 7,
  session: 's1',
  callId: 'c1',
  result: 'brought back',
  recorded: { action: 'allow' },
});
const records = [
  callAt('acme', 'read', 1),
  drop,
  callAt('acme', 'send', 6),
  callAt('acme', 'read'),
  callOf('read'),
  callAt('acme', 'read', 7),
  callAt('acme', 'read', 8),
  { kind: 'malformed', malformed: { line: 9, why: 'not JSON' } },
  { kind: 'malformed', malformed: { why: 'cut off' } },
  { kind: 'unjudged', reason: 'user_side' },
  callOf('drop', { arguments: new UnjudgeableArguments('two keys'), context: { tenant_id: 'acme' } }),
] as const satisfies readonly TranscriptRecord[];

describe('simulate as a person reads it', () => {
  test('draws each action with its own sign, also where two occur equally often', () => {
    const { summary } = replayed([
      callAt('acme', 'send', 1),
      callOf('drop', { arguments: { name: 'x' }, context: { tenant_id: 'acme' } }),
    ]);
    const text = simulatePretty(summary, { palette: plainPalette });
    expect(text).toMatch(/allowed {12}0 +0\.0 %\n/);
    expect(text).toMatch(/held for approval {2}1 +50\.0 % {2}▒{12}\n/);
    expect(text).toMatch(/denied {13}1 +50\.0 % {2}░{12}\n/);
  });
});

describe('simulate --format json', () => {
  test('is as its schema says', () => {
    const validate = outputSchema('simulate-output');
    for (const [list, partial, revision] of [
      [records, false, 'abc'],
      [[], true, undefined],
    ] as const) {
      const output: unknown = JSON.parse(simulateJson(replayed(list, partial).summary, revision));
      expect(validate(output) || validate.errors).toBe(true);
    }
  });

  test('holds what was counted', () => {
    const output = JSON.parse(simulateJson(replayed(records).summary, 'abc'));
    expect(output).toMatchObject({
      bundle: { revision: 'abc' },
      totals: { calls: 8, allow: 3, deny: 4, require_approval: 1 },
      tenants: { acme: { calls: 7, tools: { drop: { calls: 2, deny: 2 } } }, '(none)': { calls: 1 } },
      notEvaluable: { limits_without_time: 1, tenant_unmapped: 1, user_side: 1 },
      sources: [{ malformedTotal: 2, malformed: [{ line: 9, why: 'not JSON' }, { why: 'cut off' }] }],
    });
    expect(output).not.toHaveProperty('partial');
  });

  test('keeps names that objects treat specially', () => {
    const { summary } = replayed([callAt('__proto__', '__proto__', 1), callAt('acme', 'constructor', 1)]);
    const text = simulateJson(summary, undefined);
    expect(text).toContain('"__proto__": {\n      "calls": 1');
    expect(JSON.parse(text).tenants.acme.tools.constructor.calls).toBe(1);
  });
});

describe('simulate --format jsonl', () => {
  test.each([
    ['masked', masked],
    ['shown', { show: true }],
  ] as const)('is a line for each call, as its schema says: %s', (_, shown) => {
    const validate = outputSchema('simulate-record');
    const { judged } = replayed(records);
    expect(judged.length).toBe(8);
    for (const call of judged) {
      const line = simulateLine(call, shown);
      expect(line.indexOf('\n')).toBe(line.length - 1);
      const value: unknown = JSON.parse(line);
      expect(validate(value) || validate.errors).toBe(true);
    }
  });

  test('shows of arguments their type, length and digest only, and of results nothing', () => {
    const line = simulateLine(replayed([drop]).judged[0] ?? expect.fail('no call'), masked);
    expect(line).not.toMatch(/xavier|999|brought/);
    expect(JSON.parse(line)).toMatchObject({
      seq: 1,
      source: { file: 'calls.jsonl', line: 7, index: 0 },
      format: 'toolkit',
      session: 's1',
      callId: 'c1',
      time: '1970-01-01T00:00:05.000Z',
      tenant: 'acme',
      arguments: {
        name: { type: 'string', length: 6 },
        list: { type: 'list', length: 2 },
        deep: { type: 'object', length: 1 },
        none: { type: 'null' },
        size: { type: 'number' },
        on: { type: 'boolean' },
      },
      decision: {
        action: 'deny',
        code: 'rule',
        policy: { rule: 'drop#0', condition: '0', file: 'acme.yaml', line: 9 },
      },
      recorded: { action: 'allow' },
    });
  });

  test('gives equal arguments equal digests, and others others', () => {
    const digests = [
      { a: 1, b: 'x' },
      { b: 'x', a: 1 },
      { a: 1, b: 'y' },
    ].map((value) => {
      const { judged } = replayed([callOf('drop', { arguments: { value }, context: { tenant_id: 'acme' } })]);
      return JSON.parse(simulateLine(judged[0] ?? expect.fail('no call'), masked)).arguments.value.digest;
    });
    expect(digests[0]).toBe(digests[1]);
    expect(digests[0]).not.toBe(digests[2]);
  });

  test('with --show-arguments has every recorded digit', () => {
    expect(simulateLine(replayed([drop]).judged[0] ?? expect.fail('no call'), { show: true })).toContain(
      '"size":1e999',
    );
  });

  test('prints no webhook, and nothing that a terminal obeys', () => {
    const odd = callOf('send', {
      context: { tenant_id: 'acme' },
      session: 'a\u001b[31m\u202e',
      arguments: { 'k\u0007': 'v' },
    });
    for (const shown of [masked, { show: true }] as const) {
      const line = simulateLine(replayed([odd]).judged[0] ?? expect.fail('no call'), shown);
      expect(line).not.toMatch(/hooks\.example/);
      expect(line).toMatch(/^[\x20-\x7e]*\n$/);
      expect(JSON.parse(line).session).toBe('a\u001b[31m\u202e');
    }
  });

  test('masks arguments that are nested too deep without reading them', () => {
    const call = callOf('drop', { arguments: JSON.parse('{"deep":[]}'), context: { tenant_id: 'acme' } });
    const judged = replayed([call]).judged[0] ?? expect.fail('no call');
    const line = (shown: ArgumentsShown) =>
      JSON.parse(
        simulateLine(
          {
            ...judged,
            call: { ...judged.call, arguments: { deep: JSON.parse('['.repeat(5000) + ']'.repeat(5000)) } },
          },
          shown,
        ),
      );
    expect(line(masked).arguments).toEqual({ deep: { type: 'list', length: 1 } });
    expect(line({ show: true })).not.toHaveProperty('arguments');
  });
});

describe('simulate for people', () => {
  const pretty = (list: readonly TranscriptRecord[], partial = false): string =>
    simulatePretty(replayed(list, partial).summary, { palette: plainPalette });

  test('says how many, of whom, and why', () => {
    expect(pretty(records)).toMatchSnapshot();
  });

  test('of an interrupted run says so', () => {
    expect(pretty([callAt('acme', 'read', 1)], true)).toMatch(/^interrupted/);
  });

  test('of nothing says so', () => {
    expect(pretty([])).toBe('0 calls in 1 recording\n  calls.jsonl  toolkit  0 calls\n');
  });

  test('is bounded, and counts what it leaves out', () => {
    const flood = Array.from({ length: 900 }, (_, at) => callAt(`stranger${at}`, `tool${at}`, at));
    const broken = Array.from(
      { length: 500 },
      (_, at): TranscriptRecord => ({ kind: 'malformed', malformed: { line: at + 1, why: 'no' } }),
    );
    const text = pretty([...flood, ...broken]);
    expect(text.split('\n').length).toBeLessThan(120);
    expect(text).toContain('888 tenants');
    expect(text).toContain('and 890 calls stopped otherwise');
    expect(text).toContain('and 490 more');
  });

  test('never prints a recorded argument, nor what a terminal obeys', () => {
    const odd = callOf('to\u001b[2Jol', {
      context: { tenant_id: 'a\u202eb' },
      arguments: { path: '/etc/shadow' },
    });
    const text = pretty([odd]);
    expect(text).not.toContain('shadow');
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });
});
