import { describe, expect, it } from 'vitest';
import { buildBundle } from '../../src/bundle/build-bundle.ts';
import { encodeWorkspace } from '../../src/bundle/encode-workspace.ts';
import { readBundle } from '../../src/bundle/read-bundle.ts';
import { createEngine, createMemoryLimitStore, resolveWorkspace } from '../../src/engine/index.ts';
import type { EffectiveWorkspace } from '../../src/model/workspace.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';
import { generateCase } from '../reference/generate.ts';
import { renderWorkspace } from '../reference/render-workspace.ts';
import { buildOptions, readOptions } from './bundles.ts';

const cases = process.env.BULKHEAD_LONG === '1' ? 5000 : 30;

describe('a workspace through a bundle', () => {
  it(`decides the same, for ${cases} generated workspaces`, { timeout: 600_000 }, () => {
    let compared = 0;
    for (let seed = 0; seed < cases; seed++) {
      const { workspace: plain, calls } = generateCase(seed, 30);
      const workspace = resolved(plain);
      if (workspace === undefined) continue;
      const read = throughBundle(workspace);
      expect(encodeWorkspace(read)).toEqual(encodeWorkspace(workspace));
      const [before, after] = [workspace, read].map((each) => {
        const engine = createEngine(each, { clock: () => 0, limits: createMemoryLimitStore() });
        return calls.map(({ time, ...call }) => engine.decide(call, { at: time, trace: true }));
      });
      expect(after, `seed ${seed}`).toEqual(before);
      compared += calls.length;
    }
    expect(compared).toBeGreaterThan(cases * 15);
  });
});

function resolved(plain: Parameters<typeof renderWorkspace>[0]): EffectiveWorkspace | undefined {
  const files = new Map(renderWorkspace(plain).map(({ file, text }) => [file, text]));
  const reading = readWorkspace(files, defaultConfig);
  const { workspace, diagnostics } = resolveWorkspace(reading.documents, defaultConfig);
  const sound = [...reading.diagnostics, ...diagnostics].every(({ severity }) => severity !== 'error');
  return sound && workspace.tenants.size > 0 ? workspace : undefined;
}

function throughBundle(workspace: EffectiveWorkspace): EffectiveWorkspace {
  const built = buildBundle(workspace, buildOptions);
  if (!built.ok) throw new Error(built.problem);
  const read = readBundle(built.bytes, readOptions);
  if (!read.ok) throw new Error(read.problem.message);
  return read.bundle.workspace;
}
