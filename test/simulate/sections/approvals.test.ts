import { describe, expect, test } from 'vitest';
import { plainPalette } from '../../../src/report/palette.ts';
import { simulatePretty } from '../../../src/report/simulate-pretty.ts';
import { asksApproval, createApprovals } from '../../../src/simulate/sections/approvals.ts';
import type { TranscriptRecord } from '../../../src/transcript/transcript-format.ts';
import { callAt, replayFor, workspaceOf } from '../replay-for.ts';

const acme = `
tenant_id: acme
rules:
  - { tool: mail, action: require_approval, approval: { channel: slack, timeout: 10min } }
  - { tool: page, action: require_approval, approval: { channel: slack, timeout: 1min, on_timeout: allow } }
  - { tool: wait, action: require_approval }
  - { tool: read, action: allow }
`;
const files = { 'acme.yaml': acme, 'globex.yaml': acme.replace('acme', 'globex') };

function summaryOf(records: readonly TranscriptRecord[], assumeIntervalMs?: number) {
  const given = assumeIntervalMs === undefined ? {} : { assumeIntervalMs };
  const replay = replayFor(files, { sections: [createApprovals()], ...given });
  replay.begin('calls.jsonl', 'toolkit', {}).judge(records);
  return replay.summary(false);
}

const day = 86_400;

describe('approvals in recorded time', () => {
  const records = [
    callAt('acme', 'read', 0),
    callAt('acme', 'mail', 60),
    callAt('globex', 'mail', 300),
    callAt('acme', 'page', 360),
    callAt('acme', 'mail', 3600),
    callAt('acme', 'mail', 3601),
    callAt('acme', 'wait', 3602),
    callAt('acme', 'mail', day + 10),
    callAt('acme', 'read', 4 * day),
  ];

  test('are told by channel: what becomes of them, and the load', () => {
    expect(summaryOf(records).sections.approvals).toMatchObject({
      held: 7,
      withoutTime: 0,
      first: 0,
      last: 4 * day * 1000,
      pendingAtEnd: 1,
      channels: [
        {
          channel: null,
          held: 1,
          allowed: 0,
          denied: 0,
          waits: 1,
          mostPending: { start: 3_600_000, calls: 1 },
        },
        {
          channel: 'slack',
          held: 6,
          allowed: 1,
          denied: 5,
          waits: 0,
          mostPending: { start: 360_000, calls: 3 },
          busiestHour: { start: 0, calls: 3 },
          busiestDay: { start: 0, calls: 5 },
          widthMs: 60_000,
        },
      ],
    });
  });

  test('are told to a person', () => {
    const text = simulatePretty(summaryOf(records), { palette: plainPalette });
    expect(text).toContain(
      'Approvals in recorded time  7 calls held; if nobody answers 5 denied, 1 allowed, 1 without a timeout\n',
    );
    expect(text).toMatch(
      /slack +6 +1\.5 {2}3 on 1970-01-01 00:00 {2}5 on 1970-01-01 {2}3 on 1970-01-01 00:06 {2}█.*\n/,
    );
  });

  test('do not tell the load without times, and say so', () => {
    const summary = summaryOf([callAt('acme', 'mail')]);
    expect(summary.sections.approvals).toMatchObject({
      held: 1,
      withoutTime: 1,
      first: null,
      channels: [{ denied: 1, mostPending: null, busiestDay: null, buckets: [] }],
    });
    expect(simulatePretty(summary, { palette: plainPalette })).toContain(
      '1 call without a time: the load cannot be told\n',
    );
  });

  test.each([
    [600, 1],
    [720, 0],
  ])('are still pending when the recording ends after %d s: %d', (end, pending) => {
    const summary = summaryOf([callAt('acme', 'mail', 60), callAt('acme', 'read', end)]);
    expect(summary.sections.approvals?.pendingAtEnd).toBe(pending);
    const text = simulatePretty(summary, { palette: plainPalette });
    expect(text.includes('1 call still pending when the recording ends')).toBe(pending === 1);
  });

  test('take an assumed interval, and say so', () => {
    const summary = summaryOf([callAt('acme', 'mail'), callAt('acme', 'mail')], 3_600_000);
    expect(summary.sections.approvals).toMatchObject({
      assumed: 2,
      channels: [{ mostPending: { calls: 1 }, busiestHour: { calls: 1 }, busiestDay: { calls: 2 } }],
    });
  });

  test('are asked for only where something is held', () => {
    expect(asksApproval(workspaceOf(files))).toBe(true);
    const bare = 'tenant_id: acme\nplan: free\nrules: [{ tool: read, action: allow }]\n';
    const plans = 'plans: { free: { approvals: required } }';
    expect(asksApproval(workspaceOf({ 'acme.yaml': bare.replace('plan: free\n', '') }))).toBe(false);
    expect(asksApproval(workspaceOf({ 'acme.yaml': bare, 'plans.yaml': plans }))).toBe(true);
  });
});
