import {
  createEngine,
  createMemoryLimitStore,
  type Decision,
  resolveWorkspace,
} from '../../src/engine/index.ts';
import { defaultConfig, type WorkspaceConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';
import type { PlainCall } from './envelope.ts';
import type { PlainConfig } from './plain-documents.ts';
import type { RenderedFile } from './render-workspace.ts';

/** The real program's way from text to decisions: what it refused, or how it decides calls in order. */
export type RealEngine =
  | { readonly kind: 'refused'; readonly problems: readonly string[] }
  | { readonly kind: 'ready'; readonly decide: (call: PlainCall) => Decision };

/** Reads, resolves and compiles; any error among the diagnostics refuses. */
export function realEngine(files: readonly RenderedFile[], config: PlainConfig): RealEngine {
  const settings = configOf(config);
  const reading = readWorkspace(new Map(files.map(({ file, text }) => [file, text])), settings);
  const { workspace, diagnostics } = resolveWorkspace(reading.documents, settings);
  const errors = [...reading.diagnostics, ...diagnostics].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const problems = errors.map(
      ({ code, message, place }) => `${code} ${place.file}:${place.line}: ${message}`,
    );
    return { kind: 'refused', problems };
  }
  const engine = createEngine(workspace, { clock: () => 0, limits: createMemoryLimitStore() });
  return { kind: 'ready', decide: ({ time, ...call }) => engine.decide(call, { at: time }) };
}

function configOf(config: PlainConfig): WorkspaceConfig {
  return {
    ...defaultConfig,
    envelope: { required: config.envelope?.required ?? defaultConfig.envelope.required },
    limits: { maxArgumentBytes: config.limits?.max_argument_bytes ?? defaultConfig.limits.maxArgumentBytes },
  };
}
