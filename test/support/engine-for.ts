import type { Engine, EngineOptions } from '../../src/engine/index.ts';
import { createEngine, createMemoryLimitStore, resolveWorkspace } from '../../src/engine/index.ts';
import type { WorkspaceConfig } from '../../src/model/workspace-config.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';

/** An engine over documents written as YAML. Throws where a document is not sound, with what is wrong. */
export function engineFor(
  files: { readonly [file: string]: string },
  config: Partial<WorkspaceConfig> = {},
  options: Pick<EngineOptions, 'sql'> = {},
): Engine {
  const whole = { ...defaultConfig, ...config };
  const reading = readWorkspace(new Map(Object.entries(files)), whole);
  const resolved = resolveWorkspace(reading.documents, whole);
  const problems = [...reading.diagnostics, ...resolved.diagnostics].map(
    ({ code, message, place }) => `${place.file}:${place.line}:${place.column} ${code} ${message}`,
  );
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return createEngine(resolved.workspace, { clock: () => 0, limits: createMemoryLimitStore(), ...options });
}
