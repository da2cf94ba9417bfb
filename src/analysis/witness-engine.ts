import { createEngine } from '../engine/create-engine.ts';
import type { Engine } from '../engine/engine.ts';
import type { LimitStore } from '../engine/limits/limit-store.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';

/** An analysis exhausts no limit. */
const roomForAll: LimitStore = {
  take: (_tenant, requests) => ({
    taken: true,
    standings: requests.map(() => ({ used: 1, waitMs: 0 })),
  }),
};

const known = new WeakMap<EffectiveWorkspace, Engine>();

/**
 * The engine that decides witnesses before they are shown: the one that runs in production, with no limit exhausted.
 * Made once for a workspace.
 */
export function witnessEngine(workspace: EffectiveWorkspace): Engine {
  const engine = known.get(workspace) ?? createEngine(workspace, { clock: () => 0, limits: roomForAll });
  known.set(workspace, engine);
  return engine;
}
