import {
  createEngine,
  createMemoryLimitStore,
  type Engine,
  resolveWorkspace,
  type SqlParser,
} from '../../src/engine/index.ts';
import type { RecordedCall } from '../../src/model/call.ts';
import type { EffectiveWorkspace } from '../../src/model/workspace.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';
import { createReplay, type Replay, type ReplayOptions } from '../../src/simulate/replay.ts';
import type { TranscriptRecord } from '../../src/transcript/transcript-format.ts';

/** The workspace of documents written as YAML. Throws where they are not sound. */
export function workspaceOf(files: { readonly [file: string]: string }): EffectiveWorkspace {
  const reading = readWorkspace(new Map(Object.entries(files)), defaultConfig);
  const resolved = resolveWorkspace(reading.documents, defaultConfig);
  const [problem] = [...reading.diagnostics, ...resolved.diagnostics];
  if (problem !== undefined)
    throw new Error(`${problem.place.file}:${problem.place.line} ${problem.message}`);
  return resolved.workspace;
}

/** An engine of the documents, with fresh limits. */
export function engineFor(files: { readonly [file: string]: string }, sql?: SqlParser): Engine {
  const grammar = sql === undefined ? {} : { sql };
  const limits = createMemoryLimitStore();
  return createEngine(workspaceOf(files), { clock: () => Number.NaN, limits, ...grammar });
}

/** A replay that decides by the documents. */
export function replayFor(
  files: { readonly [file: string]: string },
  options: Partial<Omit<ReplayOptions, 'engine' | 'isKnown'>> = {},
): Replay {
  const workspace = workspaceOf(files);
  return createReplay({
    engine: createEngine(workspace, { clock: () => Number.NaN, limits: createMemoryLimitStore() }),
    isKnown: (tenant) => workspace.tenants.has(tenant),
    shown: { show: true },
    ...options,
  });
}

/** A recorded call; what is not given is the simplest there is. */
export function callOf(tool: string, given: Partial<RecordedCall> = {}): TranscriptRecord {
  return { kind: 'call', call: { tool, arguments: {}, context: {}, index: 0, ...given }, record: {} };
}

/** A call of a tenant, at a second where one is given. */
export function callAt(tenant: string, tool: string, second?: number): TranscriptRecord {
  const time = second === undefined ? {} : { time: second * 1000 };
  return callOf(tool, { context: { tenant_id: tenant }, ...time });
}
