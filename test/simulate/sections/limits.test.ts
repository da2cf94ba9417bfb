import { describe, expect, test } from 'vitest';
import { plainPalette } from '../../../src/report/palette.ts';
import { simulatePretty } from '../../../src/report/simulate-pretty.ts';
import { createLimits, hasLimits } from '../../../src/simulate/sections/limits.ts';
import type { TranscriptRecord } from '../../../src/transcript/transcript-format.ts';
import { callAt, replayFor, workspaceOf } from '../replay-for.ts';

const files = {
  'acme.yaml':
    'tenant_id: acme\nplan: free\nrules: [{ id: all, tool: "**", constraints: { rate_limit: 3/hour }, action: allow }]\n',
  'globex.yaml': 'tenant_id: globex\nplan: free\nrules: [{ tool: "**", action: allow }]\n',
  'plans.yaml': 'rate_limits: { free: { read: 1/min } }',
};

function summaryOf(records: readonly TranscriptRecord[], assumeIntervalMs?: number) {
  const given = assumeIntervalMs === undefined ? {} : { assumeIntervalMs };
  const replay = replayFor(files, { sections: [createLimits()], ...given });
  replay.begin('calls.jsonl', 'toolkit', {}).judge(records);
  return replay.summary(false);
}

describe('limits in recorded time', () => {
  const records = [
    callAt('acme', 'read', 0),
    callAt('acme', 'read', 30),
    callAt('acme', 'read', 45),
    callAt('globex', 'read', 50),
    callAt('acme', 'read', 90),
    callAt('acme', 'send', 150),
    callAt('acme', 'send', 151),
    callAt('acme', 'read', 152),
  ];

  test('are told by tenant, tool and limit: first, longest wait, and when', () => {
    expect(summaryOf(records).sections.limits).toMatchObject({
      asked: 8,
      refused: 4,
      withoutTime: 0,
      assumed: 0,
      elsewhere: 0,
      bites: [
        {
          tenant: 'acme',
          tool: 'read',
          scope: 'tool',
          name: 'read',
          limit: '1/min',
          refused: 2,
          seq: 2,
          first: 30_000,
          last: 45_000,
          longestWait: 30,
          widthMs: 60_000,
          buckets: [{ start: 0, refused: 2 }],
        },
        {
          tool: 'send',
          scope: 'rule',
          name: 'all',
          refused: 1,
          first: 151_000,
          longestWait: 3449,
          widthMs: 3_600_000,
        },
        { tool: 'read', scope: 'rule', name: 'all', refused: 1, first: 152_000 },
      ],
    });
  });

  test('are told to a person with a bar each', () => {
    const text = simulatePretty(summaryOf(records), { palette: plainPalette });
    expect(text).toContain('Limits in recorded time  4 of 8 calls refused (50.0 %)\n');
    expect(text).toMatch(/acme {4}read {2}read 1\/min +2 {2}1970-01-01 00:00 +30 s {2}█·+\n/);
    expect(text).toMatch(/acme {4}send {2}rule all 3\/hour +1 {2}1970-01-01 00:02 +58 min {2}█+\n/);
  });

  test('cannot be told without times, and say so', () => {
    const summary = summaryOf([callAt('acme', 'read'), callAt('acme', 'read')]);
    expect(summary.sections.limits).toMatchObject({ asked: 0, refused: 0, withoutTime: 2, bites: [] });
    const text = simulatePretty(summary, { palette: plainPalette });
    expect(text).toMatch(/2 {2}limits_without_time {2}decided without limits, .* no times/);
    expect(text).not.toContain('Limits in recorded time');
  });

  test('take an assumed interval, and say so', () => {
    const calls = Array.from({ length: 5 }, () => callAt('acme', 'read'));
    expect(summaryOf(calls, 40_000).sections.limits).toMatchObject({
      asked: 5,
      refused: 2,
      assumed: 5,
      bites: [{ name: 'read', refused: 2, first: 40_000, last: 120_000, longestWait: 20 }],
    });
    const text = simulatePretty(summaryOf(calls, 40_000), { palette: plainPalette });
    expect(text).toContain('the time of 5 calls is assumed, from 1970-01-01\n');
  });

  test('show names as text', () => {
    const calls = [1, 2].map((second) => callAt('acme', 'read', second));
    const odd = [3, 4, 5].map((second) => callAt('acme', '\u001b[2J', second));
    const text = simulatePretty(summaryOf([...calls, ...odd]), { palette: plainPalette });
    expect(text).toContain('\\u{1b}[2J  rule all 3/hour');
    expect(text).not.toContain('\u001b');
  });

  test('are kept for the first that refuse', () => {
    const calls = Array.from({ length: 600 }, (_, at) => callAt('acme', `tool${at}`, at));
    const limits = summaryOf(calls).sections.limits;
    expect(limits?.bites.length).toBe(500);
    expect(limits?.elsewhere).toBe(97);
  });

  test('are asked for only where there are some', () => {
    const { 'plans.yaml': _, ...bare } = files;
    expect(hasLimits(workspaceOf(files))).toBe(true);
    expect(hasLimits(workspaceOf({ ...bare, 'plans.yaml': 'plans: { free: { rank: 0 } }' }))).toBe(true);
    expect(hasLimits(workspaceOf({ 'globex.yaml': files['globex.yaml'].replace('plan: free\n', '') }))).toBe(
      false,
    );
  });
});
