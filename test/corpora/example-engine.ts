import { fileURLToPath } from 'node:url';
import { createEngine, createMemoryLimitStore, type Engine } from '../../src/engine/index.ts';
import { loadWorkspace, type LoadedWorkspace } from '../../src/host/load-workspace.ts';
import { grammarFor } from '../../src/runtime/grammar-for.ts';

const folder = fileURLToPath(new URL('../../examples/saas-platform', import.meta.url));

/** The example's workspace, read as the program reads it. */
export function exampleWorkspace(): Promise<LoadedWorkspace> {
  return loadWorkspace(folder);
}

/** An engine that decides as the example's service does, on a clock that stands still. */
export async function exampleEngine(): Promise<Engine> {
  const { resolved } = await exampleWorkspace();
  const grammar = await grammarFor(resolved.workspace);
  return createEngine(resolved.workspace, { clock: () => 0, limits: createMemoryLimitStore(), ...grammar });
}
