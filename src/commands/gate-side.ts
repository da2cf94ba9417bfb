import type { GateSide } from '../analysis/diff/workspace-change.ts';
import type { LoadedWorkspace } from '../host/load-workspace.ts';
import { suppressionsOf } from '../host/suppressions-of.ts';

/** What a workspace is checked by. Throws `UserMistake` for suppressions that cannot be read. */
export function gateSide({ config, configFile, reading, suppressions }: LoadedWorkspace): GateSide {
  const { ignores, documents } = reading;
  return {
    config,
    ...(configFile === undefined ? {} : { configFile }),
    ignores,
    suppressions: suppressions === undefined ? [] : suppressionsOf(suppressions).entries,
    documents,
  };
}
