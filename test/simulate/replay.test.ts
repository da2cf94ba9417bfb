import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JudgedCall } from '../../src/simulate/judged-call.ts';
import { UnjudgeableArguments } from '../../src/model/json.ts';
import type { TranscriptRecord } from '../../src/transcript/transcript-format.ts';
import { callAt, callOf, replayFor } from './replay-for.ts';

const acme = `
tenant_id: acme
plan: free
rules:
  - { tool: read, action: allow }
  - { tool: send, action: require_approval }
  - { tool: drop, action: deny, reason: never }
`;
const plans = 'rate_limits: { free: { read: 2/min } }';
const files = { 'acme.yaml': acme, 'globex.yaml': acme.replace('acme', 'globex'), 'plans.yaml': plans };

function outcome(records: readonly TranscriptRecord[], assumeIntervalMs?: number) {
  const judged: JudgedCall[] = [];
  const replay = replayFor(files, {
    onCall: (call) => judged.push(call),
    ...(assumeIntervalMs === undefined ? {} : { assumeIntervalMs }),
  });
  const problem = replay.begin('calls.jsonl', 'toolkit', {}).judge(records);
  return {
    problem,
    judged,
    summary: replay.summary(false),
    actions: judged.map(({ decision }) => decision.action),
  };
}

describe('a replay', () => {
  test('decides calls in their order and counts them by tenant, tool and code', () => {
    const { summary, actions } = outcome([
      callAt('acme', 'read', 0),
      callAt('acme', 'drop', 1),
      callAt('globex', 'send', 2),
      callAt('nobody', 'read', 3),
    ]);
    expect(actions).toEqual(['allow', 'deny', 'require_approval', 'deny']);
    expect(summary.totals).toEqual({ calls: 4, allow: 1, deny: 2, require_approval: 1 });
    expect(Object.fromEntries(summary.codes)).toEqual({ rule_action: 3, tenant_unknown: 1 });
    expect(summary.tenants.get('acme')).toMatchObject({ calls: 2, allow: 1, deny: 1 });
    expect(summary.tenants.get('acme')?.tools.get('drop')).toMatchObject({ calls: 1, deny: 1 });
    expect(summary.notEvaluable.size).toBe(0);
  });

  test("counts limits in the recording's time, for each tenant by itself", () => {
    const calls = [0, 10, 20, 61, 62, 71].map((second) => callAt('acme', 'read', second));
    expect(outcome([...calls, callAt('globex', 'read', 20)]).actions).toEqual([
      'allow',
      'allow',
      'deny',
      'allow',
      'deny',
      'allow',
      'allow',
    ]);
  });

  test("decides a call earlier than its tenant's clock at that clock, and counts it", () => {
    const { summary, actions, judged } = outcome([
      callAt('acme', 'read', 100),
      callAt('globex', 'read', 1),
      callAt('acme', 'read', 10),
      callAt('acme', 'read', 30),
    ]);
    expect(actions).toEqual(['allow', 'allow', 'allow', 'deny']);
    expect(summary.sources[0]?.clockHeld).toBe(2);
    expect(judged[3]?.decision.retryAfter).toBe(60);
  });

  test('decides calls without time without limits, and counts them', () => {
    const { summary, judged, actions } = outcome([1, 2, 3].map(() => callAt('acme', 'read')));
    expect(actions).toEqual(['allow', 'allow', 'allow']);
    expect(judged.map(({ decision }) => decision.limits)).toEqual([
      'not_evaluable',
      'not_evaluable',
      'not_evaluable',
    ]);
    expect(summary.notEvaluable.get('limits_without_time')).toBe(3);
  });

  test('does not say that limits are missing where none concerns the call', () => {
    const { summary, judged } = outcome([callAt('acme', 'drop'), callAt('acme', 'send')]);
    expect(judged.map(({ decision }) => decision.limits)).toEqual([undefined, undefined]);
    expect(summary.notEvaluable.size).toBe(0);
  });

  test('takes an assumed interval between calls that have no time', () => {
    expect(
      outcome(
        [1, 2, 3, 4].map(() => callAt('acme', 'read')),
        10_000,
      ).actions,
    ).toEqual(['allow', 'allow', 'deny', 'deny']);
    expect(
      outcome(
        [1, 2, 3, 4].map(() => callAt('acme', 'read')),
        30_000,
      ).actions,
    ).toEqual(['allow', 'allow', 'allow', 'allow']);
  });

  test('denies and counts what nothing maps to a tenant', () => {
    const { summary, judged } = outcome([callOf('read'), callOf('read', { context: { tenant_id: 7 } })]);
    expect(judged.map(({ decision }) => decision.code)).toEqual([
      'envelope_incomplete',
      'envelope_incomplete',
    ]);
    expect(summary.notEvaluable.get('tenant_unmapped')).toBe(2);
    expect(summary.tenants.get('(none)')).toMatchObject({ calls: 2, deny: 2 });
  });

  test('ends at the first call that two sources give different tenants', () => {
    const replay = replayFor(files);
    const record = callOf('read', { context: { tenant_id: 'globex' }, line: 12 });
    const problem = replay.begin('calls.jsonl', 'toolkit', { tenant: 'acme' }).judge([record]);
    expect(problem).toBe('calls.jsonl:12: the recording says tenant "globex" and --tenant says "acme"');
    expect(replay.summary(false).totals.calls).toBe(0);
  });

  test('counts malformed records with their place, and what is not judged by its reason', () => {
    const { summary } = outcome([
      { kind: 'malformed', malformed: { line: 3, why: 'not JSON' } },
      { kind: 'unjudged', reason: 'user_side' },
      callAt('acme', 'read', 0),
    ]);
    expect(summary.sources[0]).toMatchObject({
      calls: 1,
      malformedTotal: 1,
      malformed: [{ line: 3, why: 'not JSON' }],
    });
    expect(Object.fromEntries(summary.notEvaluable)).toEqual({ user_side: 1 });
    expect(summary.totals.calls).toBe(1);
  });

  test('judges arguments that could not be read as denied', () => {
    const { judged } = outcome([
      callOf('read', { context: { tenant_id: 'acme' }, arguments: new UnjudgeableArguments('cut off') }),
    ]);
    expect(judged[0]?.decision.code).toBe('argument_unjudgeable');
  });

  test('gathers stopped calls by why, with the first of each', () => {
    const { summary } = outcome([
      callAt('acme', 'drop', 0),
      callAt('acme', 'drop', 1),
      callAt('globex', 'drop', 2),
      callAt('acme', 'read', 3),
    ]);
    expect(summary.stopped.map(({ count, example }) => [count, example.tenant, example.seq])).toEqual([
      [2, 'acme', 1],
      [1, 'globex', 3],
    ]);
    expect(summary.stopped[0]?.example.decision).toMatchObject({
      reason: 'never',
      policy: { file: 'acme.yaml', line: 7 },
    });
  });

  test('stays bounded whatever a recording holds', () => {
    const flood = Array.from({ length: 3000 }, (_, at) => callAt(`stranger${at}`, `tool${at}`, at));
    const strangeTools = Array.from({ length: 1500 }, (_, at) => callAt('acme', `tool${at}`, at));
    const { summary } = outcome([...flood, ...strangeTools, callAt('acme', 'read', 9999)]);
    expect(summary.tenants.size).toBe(1002);
    expect(summary.tenants.get('(other)')?.calls).toBe(2000);
    expect(summary.tenants.get('acme')?.tools.size).toBe(1001);
    expect(summary.stopped.length).toBe(200);
    expect(summary.stopped.reduce((sum, { count }) => sum + count, 0) + summary.stoppedElsewhere).toBe(4500);
  });

  test('finds as many calls as it decides, and every sum agrees', () => {
    const call = fc.record({
      tenant: fc.constantFrom('acme', 'globex', 'nobody', undefined),
      tool: fc.constantFrom('read', 'send', 'drop', 'other'),
      second: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 40 }), (calls) => {
        const { summary } = outcome(
          calls.map(({ tenant, tool, second }) =>
            tenant === undefined ? callOf(tool) : callAt(tenant, tool, second),
          ),
        );
        const { totals } = summary;
        expect(totals.calls).toBe(calls.length);
        expect(totals.allow + totals.deny + totals.require_approval).toBe(totals.calls);
        expect([...summary.codes.values()].reduce((sum, count) => sum + count, 0)).toBe(totals.calls);
        expect([...summary.tenants.values()].reduce((sum, { calls: count }) => sum + count, 0)).toBe(
          totals.calls,
        );
        for (const { calls: count, tools } of summary.tenants.values()) {
          expect([...tools.values()].reduce((sum, tool) => sum + tool.calls, 0)).toBe(count);
        }
        const stopped = summary.stopped.reduce((sum, { count }) => sum + count, 0);
        expect(stopped).toBe(totals.deny + totals.require_approval);
      }),
      { numRuns: 50 },
    );
  });
});
