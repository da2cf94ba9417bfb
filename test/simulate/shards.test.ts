import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordedCall } from '../../src/model/call.ts';
import { simulateJson } from '../../src/report/simulate-json.ts';
import type { ExpectedLabel } from '../../src/simulate/expected-labels.ts';
import { joinShards } from '../../src/simulate/join-shards.ts';
import { readSimulateOutput } from '../../src/simulate/read-output.ts';
import type { AskedSection } from '../../src/simulate/replay.ts';
import { createApprovals } from '../../src/simulate/sections/approvals.ts';
import { createChanges } from '../../src/simulate/sections/changes.ts';
import { createCoverage } from '../../src/simulate/sections/coverage.ts';
import { createExpectations } from '../../src/simulate/sections/expectations.ts';
import { createLimits } from '../../src/simulate/sections/limits.ts';
import { parseShard, type Shard } from '../../src/simulate/shard.ts';
import type { SimulateOutput } from '../../src/simulate/simulate-output.ts';
import type { TranscriptRecord } from '../../src/transcript/transcript-format.ts';
import { runs } from '../support/is-long.ts';
import { callAt, callOf, engineFor, replayFor, workspaceOf } from './replay-for.ts';

const acme = `
tenant_id: acme
plan: free
rules:
  - { tool: read, action: allow }
  - { tool: send, action: require_approval, approval: { channel: mail, timeout: 5min } }
  - { tool: drop, action: deny, reason: never }
`;
const plans = 'rate_limits: { free: { read: 2/min, total_tool_calls: 9/hour } }';
const files = {
  ...Object.fromEntries(['acme', 'globex', 'initech'].map((id) => [`${id}.yaml`, acme.replace('acme', id)])),
  'plans.yaml': plans,
};
const before = { ...files, 'acme.yaml': acme.replace('action: deny', 'action: allow') };

const labels: readonly ExpectedLabel[] = [
  { session: 's', actions: ['allow'], at: 1 },
  { line: 1, actions: ['deny'], at: 2 },
];

/** Fresh ones of all that a run can be asked. */
function sectionsOf(): readonly AskedSection[] {
  const shown = { show: true } as const;
  return [
    createApprovals(),
    createChanges(engineFor(before), shown),
    createCoverage(workspaceOf(files)),
    createLimits(),
    createExpectations({ shown, labels: { file: 'labels.jsonl', labels } }),
  ];
}

function resultOf(records: readonly TranscriptRecord[], shard?: Shard): SimulateOutput {
  const replay = replayFor(files, { sections: sectionsOf(), ...(shard === undefined ? {} : { shard }) });
  replay.begin('calls.jsonl', 'toolkit', {}).judge(records);
  const reading = readSimulateOutput(simulateJson(replay.summary(false), 'r1'));
  if (!reading.ok) throw new Error(reading.problem);
  return reading.output;
}

function shardsOf(records: readonly TranscriptRecord[], of: number): readonly SimulateOutput[] {
  return Array.from({ length: of }, (_, at) => resultOf(records, { index: at + 1, of }));
}

const anyRecord: fc.Arbitrary<TranscriptRecord> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('acme', 'globex', 'initech', 'nobody', '__proto__'),
      fc.constantFrom('read', 'send', 'drop', 'constructor'),
      fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
      fc.constantFrom<Partial<RecordedCall>>(
        {},
        { recorded: { action: 'allow' } },
        { line: 1 },
        { session: 's' },
      ),
    )
    .map(([tenant, tool, second, more]) => {
      const time = second === undefined ? {} : { time: second * 1000 };
      return callOf(tool, { context: { tenant_id: tenant }, ...time, ...more });
    }),
  fc.constant(callOf('read', { session: 's' })),
  fc.constant<TranscriptRecord>({ kind: 'malformed', malformed: { line: 3, why: 'cut off' } }),
  fc.constant<TranscriptRecord>({ kind: 'unjudged', reason: 'user_side' }),
);

describe('shards of a run', () => {
  test('join to the same bytes as the whole run, whatever their number and order', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (records, of) => {
        const joined = joinShards(shardsOf(records, of).toReversed());
        if (!joined.ok) throw new Error(joined.problem);
        const whole = simulateJson(joined.summary, joined.revision);
        const { shard: _, ...alone } = resultOf(records);
        expect(JSON.parse(whole)).toEqual(JSON.parse(JSON.stringify(alone)));
        const replay = replayFor(files, { sections: sectionsOf() });
        replay.begin('calls.jsonl', 'toolkit', {}).judge(records);
        expect(whole).toBe(simulateJson(replay.summary(false), 'r1'));
      }),
      { numRuns: runs(20, 600) },
    );
  });

  const [one, two] = shardsOf([callAt('acme', 'drop', 1), callAt('globex', 'read', 2)], 2);
  if (one === undefined || two === undefined) throw new Error('there are two shards');
  const { changes: _changes, ...unasked } = two;
  const whole = resultOf([callAt('acme', 'read')]);
  test.each<[string, readonly SimulateOutput[], RegExp]>([
    ['none', [], /no result is named/],
    ['a missing one', [two], /shard 1\/2 is missing/],
    ['one twice', [one, one], /shard 1\/2 is given twice/],
    ['a whole run', [one, whole], /no shard/],
    ['an interrupted one', [one, { ...two, partial: true }], /shard 2\/2 was interrupted/],
    ['one of a run in other parts', [one, { ...two, shard: { index: 2, of: 3 } }], /another run/],
    ['other policies', [one, { ...two, bundle: { revision: 'r2' } }], /other policies/],
    ['other recordings', [one, { ...two, sources: [] }], /other recordings/],
    ['counts that do not add up', [one, { ...two, totals: { ...two.totals, calls: 7 } }], /do not add up/],
    ['other questions', [one, unasked], /asked otherwise/],
  ])('do not join with %s', (_what, outputs, problem) => {
    const joined = joinShards(outputs);
    expect(joined.ok).toBe(false);
    expect(joined).toMatchObject({ problem: expect.stringMatching(problem) });
  });

  test.each(['', '0/2', '3/2', '1', '1/0', '1/5000', ' 1/2', '1/2 ', '01/2', '1e1/20', '-1/2'])(
    "are not named '%s'",
    (text) => expect(parseShard(text)).toBeUndefined(),
  );
});

describe('a saved result', () => {
  test.each([
    ['no JSON', '{', /not JSON/],
    ['a key twice', '{"schemaVersion":1,"schemaVersion":1}', /occurs twice/],
    ['another object', '{}', /no result of policy simulate/],
    ['a list', '[]', /no result of policy simulate/],
  ])('is not read from %s', (_what, text, problem) => {
    expect(readSimulateOutput(text)).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
  });
});
