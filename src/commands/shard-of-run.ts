import type { LoadedWorkspace } from '../host/load-workspace.ts';
import { standardInput } from '../host/read-input.ts';
import type { Shard } from '../simulate/shard.ts';
import type { CommandContext } from './command-context.ts';
import { digestOf, digestText, fileOptions, revisionsOf } from './queued-run.ts';
import { shardAsked } from './simulate-options.ts';

/** Options that make a difference to what is counted, beside files and policies. */
const tellingOptions: readonly string[] = [
  ...['tenant', 'force-tenant', 'tenant-from', 'input-format', 'assume-interval', 'sort', 'swap-sample'],
];

/**
 * The part of the run that is asked for, with a digest of all that its results depend on beside the recordings: options, the
 * contents of the files that they name, and the policies. Throws `UserMistake`.
 */
export async function shardOfRun(
  context: CommandContext,
  loaded: LoadedWorkspace,
  interrupted: AbortSignal,
): Promise<Shard | undefined> {
  const shard = shardAsked(context.given);
  if (shard === undefined) return undefined;
  const values = context.given.values();
  const options = tellingOptions.map((option) => String(values.get(option) ?? ''));
  const files: (string | null)[] = [];
  for (const option of fileOptions) {
    const path = context.given.text(option);
    const isFile = path !== undefined && path !== standardInput;
    files.push(isFile ? await digestOf(path, context.cwd, interrupted) : (path ?? null));
  }
  const revisions = await revisionsOf(context, loaded);
  return { ...shard, asked: digestText({ options, files, revisions }).slice(0, 16) };
}
