import { type LoadedWorkspace, loadWorkspace } from '../host/load-workspace.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { soundness } from '../lint/soundness.ts';
import { lintPretty } from '../report/lint-pretty.ts';
import { amountText } from '../report/number-text.ts';
import type { CommandContext } from './command-context.ts';

const mostShown = 20;

/**
 * The workspace of a command that decides or shows: one with an error among its documents is refused, with the errors
 * as the linter prints them. Throws `UserMistake`.
 */
export async function loadSoundWorkspace(context: CommandContext): Promise<LoadedWorkspace> {
  const loaded = await loadWorkspace(context.cwd, context.config);
  refuseUnsound(loaded, context);
  return loaded;
}

/**
 * Throws `UserMistake` where documents of the workspace were not understood, whatever level the configuration gives to
 * that. `what` is how the workspace is called.
 */
export function refuseUnsound(
  loaded: LoadedWorkspace,
  context: CommandContext,
  what: string = 'the workspace',
): void {
  const checked = soundness(loaded.reading, loaded.resolved, loaded.config);
  if (checked.summary.errors === 0) return;
  throw new UserMistake(`${what} has ${amountText(checked.summary.errors, 'error')}`, {
    details: lintPretty(checked, checked.sources, {
      palette: context.errorPalette,
      limit: mostShown,
    }).trimEnd(),
    help: 'policy lint shows all that is wrong',
  });
}
