import { type LoadedWorkspace, loadWorkspace, workspaceDiagnostics } from '../host/load-workspace.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { prettyDiagnostic } from '../report/pretty-diagnostic.ts';
import type { CommandContext } from './command-context.ts';

const mostShown = 20;

/**
 * The workspace of a command that decides or shows: one with an error among its documents is refused, with the errors
 * as the linter prints them. Throws `UserMistake`.
 */
export async function loadSoundWorkspace(context: CommandContext): Promise<LoadedWorkspace> {
  const loaded = await loadWorkspace(context.cwd, context.config);
  const errors = workspaceDiagnostics(loaded).filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return loaded;
  const shown = errors.slice(0, mostShown).map((error) => {
    return prettyDiagnostic(error, loaded.reading.sources.get(error.place.file), {
      palette: context.errorPalette,
    });
  });
  const more = errors.length > mostShown ? [`and ${errors.length - mostShown} more`] : [];
  throw new UserMistake(`the workspace has ${errors.length} error${errors.length === 1 ? '' : 's'}`, {
    details: [...shown, ...more].join('\n\n'),
    help: 'policy lint shows all that is wrong',
  });
}
