import { resolveWorkspace } from '../../../src/engine/index.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../../../src/model/workspace.ts';
import { defaultConfig } from '../../../src/model/workspace-config.ts';
import { readWorkspace } from '../../../src/parse/read-workspace.ts';
import type { PlainWorkspace } from '../../reference/plain-documents.ts';
import { renderWorkspace } from '../../reference/render-workspace.ts';
import { subjectTenant } from './search-case.ts';

/** A workspace as the program reads it, and the policy of the tenant whose calls are searched. */
export interface LoadedWorkspace {
  readonly workspace: EffectiveWorkspace;
  readonly policy: EffectivePolicy;
}

/** Reads and resolves the documents as YAML. Throws where the program refuses them, with what it says. */
export function loadWorkspace(plain: PlainWorkspace): LoadedWorkspace {
  const config = {
    ...defaultConfig,
    envelope: { required: plain.config.envelope?.required ?? defaultConfig.envelope.required },
    limits: {
      maxArgumentBytes: plain.config.limits?.max_argument_bytes ?? defaultConfig.limits.maxArgumentBytes,
    },
  };
  const files = renderWorkspace(plain).map(({ file, text }): [string, string] => [file, text]);
  const reading = readWorkspace(new Map(files), config);
  const { workspace, diagnostics } = resolveWorkspace(reading.documents, config);
  const errors = [...reading.diagnostics, ...diagnostics].filter(({ severity }) => severity === 'error');
  const policy = workspace.tenants.get(subjectTenant);
  if (errors.length > 0 || policy === undefined) {
    const said = errors.map(({ code, message, place }) => `${place.file}:${place.line} ${code} ${message}`);
    throw new Error([...said, ...files.flat()].join('\n'));
  }
  return { workspace, policy };
}
