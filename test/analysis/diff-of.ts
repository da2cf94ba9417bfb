import { hash } from 'node:crypto';
import { diffTool } from '../../src/analysis/diff-tool.ts';
import type { DiffSide } from '../../src/analysis/diff/workspace-change.ts';
import { type DiffOptions, diffWorkspaces, type WorkspaceDiff } from '../../src/analysis/workspace-diff.ts';
import { resolveWorkspace } from '../../src/engine/index.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readConfig } from '../../src/parse/read-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';
import { describeMatcher } from '../../src/report/describe-matcher.ts';

export type Files = { readonly [file: string]: string };

/** A version made of texts, `policy.config.yaml` among them where it has one. Throws where they are not sound. */
export function sideOf(files: Files): DiffSide {
  const name = 'policy.config.yaml';
  const text = files[name];
  const config = text === undefined ? defaultConfig : readConfig(name, text).value;
  if (config === undefined) throw new Error(`the configuration is wrong: ${text}`);
  const reading = readWorkspace(new Map(Object.entries(files)), config);
  const resolved = resolveWorkspace(reading.documents, config);
  const [problem] = [...reading.diagnostics, ...resolved.diagnostics];
  if (problem !== undefined)
    throw new Error(`${problem.place.file}:${problem.place.line} ${problem.message}`);
  return {
    workspace: resolved.workspace,
    gate: {
      config,
      ...(text !== undefined && { configFile: { name, text } }),
      ignores: reading.ignores,
      suppressions: [],
      documents: reading.documents,
    },
  };
}

export const diffOptions: DiffOptions = {
  differ: diffTool,
  digest: (text) => hash('sha256', text, 'hex'),
  describe: describeMatcher,
  levelOf: (code) => (code === 'structure/default-allow' ? 'error' : undefined),
};

/** Two versions compared; a file that is `null` in `changed` is gone. */
export function diffOf(
  files: Files,
  changed: { readonly [file: string]: string | null },
  options: Partial<DiffOptions> = {},
): WorkspaceDiff {
  const after = Object.fromEntries(
    Object.entries({ ...files, ...changed }).flatMap(([file, text]) => (text === null ? [] : [[file, text]])),
  );
  return diffWorkspaces(sideOf(files), sideOf(after), { ...diffOptions, ...options });
}

export const rules = (text: string): string => `rules: [${text}]`;

/** A condition on `arguments.x`. */
export const match = (matcher: string, action: string = 'allow'): string =>
  `{ match: { arguments.x: ${matcher} }, action: ${action} }`;

/** One rule for the tool `read`. */
export const conditions = (...list: readonly string[]): string =>
  rules(`{ tool: read, conditions: [${list.join(', ')}] }`);

export const reader: string = rules('{ tool: read, action: allow }');
