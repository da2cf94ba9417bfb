import { describe, expect, test } from 'vitest';
import { createBoundaryJudge } from '../../../src/simulate/boundary-judge.ts';
import { createSwap, type SwapOptions } from '../../../src/simulate/sections/swap.ts';
import type { TranscriptRecord } from '../../../src/transcript/transcript-format.ts';
import { callOf, engineFor, replayFor, workspaceOf } from '../replay-for.ts';

const boundaries = `
kind: boundaries
tools:
  read:
    arguments.path: { any_of: [{ path_within: '/data/\${tenant.id}/' }, { shared: { path_within: /data/shared/ } }] }
    context.user_id: { exists: true }
  say: none
`;
const naive = (id: string): string => `
tenant_id: ${id}
rules:
  - { tool: read, conditions: [{ match: { arguments.path: '^/data/' }, action: allow }] }
  - { tool: say, action: allow }
`;
const tight = (id: string): string => `
tenant_id: ${id}
rules:
  - tool: read
    conditions:
      - { match: { arguments.path: { path_within: ['/data/\${tenant.id}/', /data/shared/] } }, action: allow }
  - { tool: say, action: allow }
`;

function swapOf(
  policy: (id: string) => string,
  records: readonly TranscriptRecord[],
  more: Partial<SwapOptions> = {},
) {
  const files = {
    'acme.yaml': policy('acme'),
    'globex.yaml': policy('globex'),
    'initech.yaml': policy('initech'),
    'boundaries.yaml': boundaries,
  };
  const workspace = workspaceOf(files);
  const section = createSwap({
    workspace,
    engine: engineFor(files),
    boundaries: createBoundaryJudge(workspace, undefined),
    shown: { show: true },
    sample: 100,
    ...more,
  });
  const replay = replayFor(files, { sections: [section] });
  replay.begin('calls.jsonl', 'toolkit', {}).judge(records);
  const { swap } = replay.summary(false).sections;
  return swap ?? expect.fail('no swap');
}

const read = (tenant: string, path: string): TranscriptRecord =>
  callOf('read', { arguments: { path }, context: { tenant_id: tenant } });
const say = (tenant: string): TranscriptRecord => callOf('say', { context: { tenant_id: tenant } });

describe('a swap', () => {
  test("finds what one tenant may do with another's resources, with the first call", () => {
    const swap = swapOf(naive, [read('acme', '/data/acme/a'), read('acme', '/data/acme/a'), say('globex')]);
    expect(swap.tenants).toEqual(['acme', 'globex']);
    expect(swap.cells).toMatchObject([
      { of: 'acme', as: 'acme', calls: 2, allowed: 2, leaks: 0 },
      { of: 'acme', as: 'globex', calls: 2, allowed: 2, leaks: 2, example: { seq: 1, tool: 'read' } },
      { of: 'globex', as: 'acme', calls: 1, allowed: 1, leaks: 0 },
      { of: 'globex', as: 'globex', calls: 1, allowed: 1, leaks: 0 },
    ]);
  });

  test('finds nothing where rules keep tenants apart', () => {
    const swap = swapOf(tight, [read('acme', '/data/acme/a'), read('globex', '/data/globex/b')]);
    expect(swap.cells.map(({ allowed, leaks }) => [allowed, leaks])).toEqual([
      [1, 0],
      [0, 0],
      [0, 0],
      [1, 0],
    ]);
  });

  test('does not count what any tenant may reach, nor what was not its own in the first place', () => {
    const swap = swapOf(naive, [
      read('acme', '/data/shared/a'),
      read('acme', '/data/initech/a'),
      say('globex'),
    ]);
    expect(swap.cells.map(({ leaks }) => leaks)).toEqual([0, 0, 0, 0]);
  });

  test('asks as many different calls of a tenant as it may, and says what it left out', () => {
    const records = [1, 2, 3, 1].map((at) => read('acme', `/data/acme/${at}`));
    const swap = swapOf(naive, [...records, say('globex')], { sample: 2 });
    expect(swap.cells.find(({ as, of }) => of === 'acme' && as === 'globex')).toMatchObject({
      calls: 3,
      leaks: 3,
    });
    expect(swap.leftOut).toEqual({ calls: 1, tenants: 0 });
  });
});
