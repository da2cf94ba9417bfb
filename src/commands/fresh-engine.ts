import { createEngine, createMemoryLimitStore, type Engine } from '../engine/index.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import { grammarFor } from '../runtime/grammar-for.ts';
import type { CommandContext } from './command-context.ts';

/** An engine of the workspace whose limits nothing has used yet. `revision` is named on every decision. */
export async function freshEngine(
  workspace: EffectiveWorkspace,
  { clock }: Pick<CommandContext, 'clock'>,
  revision?: string,
): Promise<Engine> {
  return createEngine(workspace, {
    clock,
    limits: createMemoryLimitStore(),
    ...(await grammarFor(workspace)),
    ...(revision === undefined ? {} : { revision }),
  });
}
