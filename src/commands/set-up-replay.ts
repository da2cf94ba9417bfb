import { encodeWorkspace } from '../bundle/encode-workspace.ts';
import { revisionOf } from '../bundle/revision.ts';
import type { LoadedWorkspace } from '../host/load-workspace.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import type { JudgedCall } from '../simulate/judged-call.ts';
import { createReplay, type Replay } from '../simulate/replay.ts';
import type { Shard } from '../simulate/shard.ts';
import type { CommandContext } from './command-context.ts';
import { freshEngine } from './fresh-engine.ts';
import { argumentsShown, intervalAsked, sha256 } from './simulate-options.ts';
import { sectionsAsked } from './simulate-sections.ts';

/** A replay as the options ask for it. `onCall` is told every call that it decides. Throws `UserMistake`. */
export async function setUpReplay(
  context: CommandContext,
  loaded: LoadedWorkspace,
  shard: Shard | undefined,
  onCall?: (judged: JudgedCall) => void,
): Promise<Replay> {
  const { workspace } = loaded.resolved;
  const shown = argumentsShown(context.given);
  const assumeIntervalMs = intervalAsked(context.given);
  const part = shard === undefined ? {} : { shard };
  const sections = await sectionsAsked(context, { workspace, shown, ...part });
  return createReplay({
    engine: await freshEngine(workspace, context, revisionOfLoaded(loaded)),
    isKnown: (tenant) => workspace.tenants.has(tenant),
    shown,
    sections,
    traced: context.given.flag('trace'),
    ...part,
    ...(assumeIntervalMs === undefined ? {} : { assumeIntervalMs }),
    ...(onCall === undefined ? {} : { onCall }),
  });
}

/** The digest of the policies that decide: that of a bundle built from them. */
export function revisionOfLoaded({ resolved }: LoadedWorkspace): string | undefined {
  return revisionOfWorkspace(resolved.workspace);
}

/** The same of a workspace by itself. */
export function revisionOfWorkspace(workspace: EffectiveWorkspace): string | undefined {
  return revisionOf(encodeWorkspace(workspace), sha256);
}
