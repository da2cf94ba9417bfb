import { createEngine, createMemoryLimitStore, type SqlParser } from '../../src/engine/index.ts';
import type { EffectiveWorkspace } from '../../src/model/workspace.ts';
import type { AttacksResult } from '../../src/simulate/attacks/attacks-result.ts';
import { createReplay } from '../../src/simulate/replay.ts';
import { createAttacks } from '../../src/simulate/sections/attacks.ts';
import type { TranscriptRecord } from '../../src/transcript/transcript-format.ts';
import { workspaceOf } from './replay-for.ts';

/** What attacks on recorded calls come to under a workspace, or under documents written as YAML. */
export function attacksOf(
  of: EffectiveWorkspace | { readonly [file: string]: string },
  records: readonly TranscriptRecord[],
  sql?: SqlParser,
  show = true,
): AttacksResult {
  const workspace = isWorkspace(of) ? of : workspaceOf(of);
  const grammar = sql === undefined ? {} : { sql };
  const shown = show ? ({ show } as const) : { show, digest: () => 'masked' };
  const engineOf = (): ReturnType<typeof createEngine> =>
    createEngine(workspace, { clock: () => 0, limits: createMemoryLimitStore(), ...grammar });
  const replay = createReplay({
    engine: engineOf(),
    isKnown: (tenant) => workspace.tenants.has(tenant),
    shown,
    sections: [createAttacks({ workspace, engine: engineOf(), shown, ...grammar })],
  });
  replay.begin('calls.jsonl', 'toolkit', {}).judge(records);
  const { attacks } = replay.summary(false).sections;
  if (attacks === undefined) throw new Error('attacks were asked for');
  return attacks;
}

function isWorkspace(of: EffectiveWorkspace | { readonly [file: string]: string }): of is EffectiveWorkspace {
  return 'tenants' in of && of.tenants instanceof Map;
}
