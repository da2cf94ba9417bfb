import type { AskedSection } from '../simulate/replay.ts';
import { createChanges } from '../simulate/sections/changes.ts';
import type { CommandContext } from './command-context.ts';
import { versionOperand } from './diff-operands.ts';
import { loadSide } from './diff-sides.ts';
import { freshEngine } from './fresh-engine.ts';

/** What the options ask a run to learn beside the counts. Throws `UserMistake`. */
export async function sectionsAsked(context: CommandContext): Promise<readonly AskedSection[]> {
  return [...(await changesAsked(context))];
}

async function changesAsked(context: CommandContext): Promise<readonly AskedSection[]> {
  const against = context.given.text('against');
  if (against === undefined) return [];
  const { side } = await loadSide(await versionOperand(against, context.cwd), context);
  return [createChanges(await freshEngine(side.workspace, context))];
}
