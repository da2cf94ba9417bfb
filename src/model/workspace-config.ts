import type { Severity } from './diagnostic.ts';

export type Level = 'off' | Severity;

/** `policy.config.yaml`, with its defaults filled in. */
export interface WorkspaceConfig {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly envelope: { readonly required: readonly string[] };
  readonly limits: { readonly maxArgumentBytes: number };
  readonly lint: {
    readonly edition: number;
    readonly rules: { readonly [code: string]: Level };
    readonly overrides: readonly {
      readonly files: readonly string[];
      readonly rules: { readonly [code: string]: Level };
    }[];
  };
  readonly transcripts: readonly TranscriptSource[];
}

/** Recordings that belong to the workspace, and how their tenants are told. */
export interface TranscriptSource {
  readonly files: readonly string[];
  readonly tenant?: string;
  readonly tenantMap?: string;
  readonly tenantFrom?: string;
}

export const defaultConfig: WorkspaceConfig = {
  include: ['**/*.yaml', '**/*.yml'],
  exclude: [],
  envelope: { required: ['tenant_id'] },
  limits: { maxArgumentBytes: 65_536 },
  lint: { edition: 1, rules: {}, overrides: [] },
  transcripts: [],
};
