import { describe, expect, it } from 'vitest';
import { createRuntime } from '../../src/runtime/index.ts';
import { buildBundle } from '../../src/bundle/build-bundle.ts';
import { buildOptions, plainBundle } from '../bundle/bundles.ts';
import { workspaceOf } from '../bundle/sample-workspace.ts';

const clock = () => Date.UTC(2026, 0, 1);
const call = { tool: 'get_time', arguments: {}, context: { tenant_id: 'tenant_a' } };

function limited(reason: string): Uint8Array {
  const policy = `tenant_id: tenant_a\nrules:\n  - tool: get_time\n    action: allow\n    reason: ${reason}\n    constraints: { rate_limit: 2/hour }\n`;
  const built = buildBundle(workspaceOf(new Map([['a.yaml', policy]])), buildOptions);
  if (!built.ok) throw new Error(built.problem);
  return built.bytes;
}

describe('createRuntime', () => {
  it('denies before a bundle is in service', () => {
    const runtime = createRuntime({ unsigned: 'allow', clock });
    expect(runtime.decide(call)).toMatchObject({ action: 'deny', code: 'internal_error' });
    expect(runtime.decideText('{}')).toMatchObject({ action: 'deny' });
    expect(runtime.revision).toBeUndefined();
  });

  it('keeps the last good bundle where a new one fails, and says why', () => {
    const runtime = createRuntime({ unsigned: 'allow', clock });
    const first = runtime.load(limited('one'));
    expect(first).toMatchObject({ ok: true, revision: runtime.revision });
    expect(runtime.load(new Uint8Array([1]))).toMatchObject({ ok: false, problem: { check: 'archive' } });
    expect(runtime.problem?.check).toBe('archive');
    expect(runtime.decide(call)).toMatchObject({ action: 'allow', reason: 'one' });
    expect(runtime.load(limited('two'))).toMatchObject({ ok: true });
    expect(runtime.problem).toBeUndefined();
    expect(runtime.decide(call)).toMatchObject({ action: 'allow', reason: 'two' });
  });

  it('gives no room back when a bundle is loaded', () => {
    const runtime = createRuntime({ unsigned: 'allow', clock });
    const actions = ['one', 'two', 'three'].map((reason) => {
      runtime.load(limited(reason));
      return runtime.decide(call).code;
    });
    expect(actions).toEqual(['rule_action', 'rule_action', 'rate_limited']);
  });

  it('never goes back in sequence, nor to a bundle without one', () => {
    const runtime = createRuntime({ unsigned: 'allow', clock, highestSequence: 4 });
    expect(runtime.load(plainBundle({ sequence: 3 }))).toMatchObject({ problem: { check: 'sequence' } });
    expect(runtime.load(plainBundle({ sequence: 6 }))).toMatchObject({ ok: true });
    expect(runtime.highestSequence).toBe(6);
    expect(runtime.load(plainBundle({ sequence: 5 }))).toMatchObject({ problem: { check: 'sequence' } });
    expect(runtime.load(plainBundle())).toMatchObject({ problem: { check: 'sequence' } });
    expect(runtime.load(plainBundle({ sequence: 6 }))).toMatchObject({ ok: true });
  });

  it('asks the clock at each load', () => {
    let now = Date.UTC(2026, 0, 1);
    const runtime = createRuntime({ unsigned: 'allow', clock: () => now });
    const bundle = plainBundle({ notAfter: '2026-01-02T00:00:00Z' });
    expect(runtime.load(bundle)).toMatchObject({ ok: true });
    now = Date.UTC(2026, 0, 2);
    expect(runtime.load(bundle)).toMatchObject({ problem: { check: 'not_after' } });
    expect(runtime.revision).toBeDefined();
  });
});
