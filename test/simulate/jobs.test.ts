import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainPalette } from '../../src/report/palette.ts';
import { simulateJson } from '../../src/report/simulate-json.ts';
import { simulatePretty } from '../../src/report/simulate-pretty.ts';
import { mergeJobs } from '../../src/simulate/merge-jobs.ts';
import { createChanges } from '../../src/simulate/sections/changes.ts';
import { countSessions, createSessionCounter, mostSessions } from '../../src/simulate/session-counter.ts';
import { parseShard, type Shard, shardOfJob } from '../../src/simulate/shard.ts';
import { createSharedLines, type SharedLines } from '../../src/simulate/shared-lines.ts';
import { toolkitFormat } from '../../src/transcript/formats/toolkit.ts';
import { openTranscript } from '../../src/transcript/open-transcript.ts';
import { engineFor, replayFor } from './replay-for.ts';

const policy = (id: string): string =>
  `tenant_id: ${id}\nplan: free\nrules: [{ tool: read, action: allow }, { tool: drop, action: deny }]\n`;
const files = {
  'acme.yaml': policy('acme'),
  'globex.yaml': policy('globex'),
  'initech.yaml': policy('initech'),
  'plans.yaml': 'rate_limits: { free: { read: 2/min } }',
};
const before = { ...files, 'acme.yaml': policy('acme').replace('action: deny', 'action: allow') };

function replayOf(calls: string[], shard?: Shard): ReturnType<typeof replayFor> {
  return replayFor(files, {
    sections: [createChanges(engineFor(before), { show: true })],
    onCall: ({ seq, source, tenant, decision }) => {
      calls.push(JSON.stringify([seq, source, tenant, decision.action]));
    },
    ...(shard === undefined ? {} : { shard }),
  });
}

interface Result {
  readonly json: string;
  readonly pretty: string;
  /** In the order of the run. */
  readonly calls: readonly string[];
}

async function alone(bytes: Uint8Array, shard: Shard | undefined): Promise<Result> {
  const calls: string[] = [];
  const replay = replayOf(calls, shard);
  const opening = await openTranscript(piecesOf(bytes, 1000), { format: 'toolkit', allowEmpty: true });
  if (!opening.ok) throw new Error(opening.problem);
  const source = replay.begin('calls.jsonl', 'toolkit', {});
  for await (const batch of opening.batches) expect(source.judge(batch)).toBeUndefined();
  return resultOf(replay.summary(false), calls);
}

/** `ahead`: how many chunks are looked at before the oldest is settled. */
async function inJobs(
  bytes: Uint8Array,
  asked: { jobs: number; shard: Shard | undefined; size: number; ahead: number },
): Promise<Result> {
  const { jobs, shard } = asked;
  const calls: string[] = [];
  const all = Array.from({ length: jobs }, (_, job) => {
    const replay = replayOf(calls, shardOfJob(job, jobs, shard));
    const source = replay.begin('calls.jsonl', 'toolkit', {});
    const part = shard === undefined ? {} : { shard };
    return {
      replay,
      lines: createSharedLines({ format: toolkitFormat, replay, source, jobs, job, ...part }),
    };
  });
  const looked: number[][] = [];
  const settle = (): void => {
    const forAll = looked.shift() ?? [];
    for (const { lines } of all) expect(lines.settle(forAll)).toBeUndefined();
  };
  const look = (chunk: Uint8Array | undefined): void => {
    looked.push(said(all.map(({ lines }) => lines.look(chunk))));
    if (looked.length > asked.ahead) settle();
  };
  for await (const chunk of piecesOf(bytes, asked.size)) look(chunk);
  look(undefined);
  while (looked.length > 0) settle();
  const results = all.map(({ replay }) => {
    const { shard: _, ...summary } = replay.summary(false);
    return { json: simulateJson(summary, 'r1'), sessions: replay.sessions() };
  });
  const inOrder = calls.map((call) => [Number(JSON.parse(call)[0]), call] as const).sort(([a], [b]) => a - b);
  return resultOf(
    mergeJobs(results, shard),
    inOrder.map(([, call]) => call),
  );
}

function said(lists: readonly ReturnType<SharedLines['look']>[]): number[] {
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}

function resultOf(summary: Parameters<typeof simulateJson>[0], calls: readonly string[]): Result {
  return {
    json: simulateJson(summary, 'r1'),
    pretty: simulatePretty(summary, { palette: plainPalette }),
    calls,
  };
}

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

const tenant = fc.constantFrom('acme', 'globex', 'initech', 'nobody', 'stranger', '__proto__', '(other)', '');
const call = fc
  .tuple(
    tenant,
    fc.constantFrom('read', 'drop', 'constructor'),
    fc.option(fc.integer({ min: 0, max: 59 }), { nil: undefined }),
    fc.option(fc.constantFrom('a', 'b', ''), { nil: undefined }),
    fc.constantFrom({}, { tenant_id: 'globex' }, { note: '"tenant_id": "initech"' }),
  )
  .map(([tenant_id, tool, second, session, args]) => ({
    tool,
    arguments: args,
    context: { tenant_id },
    ...(second === undefined ? {} : { time: `2026-01-05T09:00:${String(second).padStart(2, '0')}Z` }),
    ...(session === undefined ? {} : { session }),
  }));
const line = fc.oneof(
  { weight: 6, arbitrary: call.map((value) => JSON.stringify(value)) },
  // The tenant last but one, so that what is guessed is wrong.
  call.map(({ context, ...value }) => JSON.stringify({ context, ...value, result: { tenant_id: 'acme' } })),
  call.map((value) => JSON.stringify(value).replace('tenant_id', 'tenant\\u005fid')),
  call.map((value) => JSON.stringify(value).replace('"acme"', '"\\u0061cme"').replaceAll(':', ' : ')),
  call.map((value) => JSON.stringify(value).replace('"tenant_id"', '"tenant_id":"acme","tenant_id"')),
  call.map((value) => JSON.stringify({ ...value, context: 7 })),
  fc.constantFrom(
    '',
    '  ',
    '{"tool": "re',
    '[]',
    'null',
    '{"tool":"read","arguments":{}}',
    '{"tool":"read","arguments":{"n":12345678901234567890},"context":{"tenant_id":"acme"}}',
    '{"tool":"read","arguments":{},"context":{"tenant_id":"acme',
    '"tenant_id":"globex"',
    '\u00e9\ud83d\ude00',
  ),
);
// By which the format is told.
const first = JSON.stringify({ tool: 'read', arguments: {} });
const recording = fc
  .tuple(fc.array(line, { maxLength: 50 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.boolean())
  .map(([lines, end, isCut, isOdd]) => {
    const bytes = Buffer.from([first, ...lines].join(end) + (isCut ? '' : end));
    const odd = Math.max(bytes.length >> 1, first.length + 2);
    if (isOdd && odd < bytes.length) bytes[odd] = 0xff;
    return new Uint8Array(bytes);
  });

describe('jobs that share the lines of a recording', () => {
  test('come to the same bytes as one, whatever the recording, the jobs and the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        recording,
        fc.record({
          jobs: fc.integer({ min: 1, max: 4 }),
          shard: fc.constantFrom(undefined, parseShard('1/2'), parseShard('2/2'), parseShard('2/3')),
          size: fc.integer({ min: 1, max: 3000 }),
          ahead: fc.integer({ min: 0, max: 3 }),
        }),
        async (bytes, asked) => {
          expect(await inJobs(bytes, asked)).toEqual(await alone(bytes, asked.shard));
        },
      ),
      { numRuns: process.env.BULKHEAD_LONG === '1' ? 5000 : 40 },
    );
  });

  test('tell the same strangers apart, past the number that is counted by name', async () => {
    const lines = Array.from({ length: 2600 }, (_, at) =>
      JSON.stringify({
        tool: `tool_${at % 7}`,
        arguments: {},
        context: { tenant_id: `stranger_${(at * 7) % 1300}` },
      }),
    );
    const bytes = Buffer.from(lines.join('\n'));
    const asked = { jobs: 3, shard: undefined, size: 4000, ahead: 2 };
    expect(await inJobs(bytes, asked)).toEqual(await alone(bytes, undefined));
  });
});

describe('sessions', () => {
  test('are counted exactly up to a bound, and past it to within a percent', () => {
    for (const many of [0, 1, 1000, mostSessions, 200_000]) {
      const counter = createSessionCounter();
      for (let at = 0; at < many; at++) counter.add(`session-${at}`);
      const counted = countSessions(counter.digests());
      expect(Math.abs(counted - many)).toBeLessThanOrEqual(many > mostSessions ? many / 100 : 0);
    }
  });

  test('are counted alike in parts and in any order', () => {
    const names = Array.from({ length: 150_000 }, (_, at) => `session-${(at * 7919) % 100_003}`);
    const whole = createSessionCounter();
    const parts = [createSessionCounter(), createSessionCounter()];
    for (const name of names) whole.add(name);
    for (const [at, name] of names.toReversed().entries()) parts[at % 2]?.add(name);
    expect(countSessions(parts.flatMap((part) => part.digests()))).toBe(countSessions(whole.digests()));
  });
});
