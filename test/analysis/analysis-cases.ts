import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { DecidingPart } from '../../src/analysis/deciding-part.ts';
import type { Escape, ToolProof } from '../../src/analysis/prove-tool.ts';
import { resolveWorkspace } from '../../src/engine/index.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../../src/model/workspace.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';

/** A workspace as a case writes it. `acme` and `beta` are there where it names no tenants of its own. */
export interface CaseWorkspace {
  /** Of the tenant `acme`. */
  readonly rules?: readonly unknown[];
  readonly default_action?: string;
  readonly tenants?: readonly { readonly tenant_id: string; readonly [key: string]: unknown }[];
  /** Tools and their bounded arguments. */
  readonly boundaries?: object;
  readonly enforce?: boolean;
  /** Documents of other kinds. */
  readonly documents?: readonly object[];
  readonly max_argument_bytes?: number;
  readonly required?: readonly string[];
}

/** The cases in `fixtures/analysis/<name>.yaml`. */
export function casesOf<Case>(name: string): readonly Case[] {
  const path = fileURLToPath(new URL(`../../fixtures/analysis/${name}.yaml`, import.meta.url));
  return parse(readFileSync(path, 'utf8'));
}

/** Reads and resolves the documents. Throws where the program finds anything wrong with them. */
export function workspaceOf(written: CaseWorkspace): EffectiveWorkspace {
  const { rules, default_action, tenants, boundaries, enforce, documents = [] } = written;
  const acme = { tenant_id: 'acme', ...(rules && { rules }), ...(default_action && { default_action }) };
  const all = [
    ...(tenants ?? [acme, { tenant_id: 'beta' }]),
    ...(boundaries ? [{ kind: 'boundaries', ...(enforce === false && { enforce }), tools: boundaries }] : []),
    ...documents,
  ];
  const config = {
    ...defaultConfig,
    limits: { maxArgumentBytes: written.max_argument_bytes ?? defaultConfig.limits.maxArgumentBytes },
    envelope: { required: written.required ?? defaultConfig.envelope.required },
  };
  // JSON is YAML.
  const files = all.map((document, at): [string, string] => [
    `${at}.yaml`,
    JSON.stringify(document, null, 2),
  ]);
  const reading = readWorkspace(new Map(files), config);
  const resolved = resolveWorkspace(reading.documents, config);
  const [problem] = [...reading.diagnostics, ...resolved.diagnostics];
  if (problem !== undefined)
    throw new Error(`${problem.place.file}:${problem.place.line} ${problem.code} ${problem.message}`);
  return resolved.workspace;
}

export function policyOf(workspace: EffectiveWorkspace, tenant: string = 'acme'): EffectivePolicy {
  const policy = workspace.tenants.get(tenant);
  if (policy === undefined) throw new Error(`no tenant ${tenant}`);
  return policy;
}

/** `read#0 1`: the second condition of the rule; `read#0`: its own action. */
function partName(part: DecidingPart): string {
  if (part.kind === 'default') return 'default';
  const { name, rule } = part.rule;
  if (part.kind === 'action') return name;
  return `${name} ${part.condition.id ?? rule.conditions.indexOf(part.condition)}`;
}

/** What is found, one line each, calls left aside. */
export function foundBy({ escapes, undecided }: ToolProof): readonly string[] {
  return [
    ...escapes.map(({ through, path, by, stopped }) => {
      return `${through} ${path} by ${partName(by)}${stopped ? ', stopped' : ''}`;
    }),
    ...undecided.map(({ path = 'all', why }) => `undecided ${path}: ${why}`),
  ].sort();
}

/** Where the call lands and what is in it. */
export function shownBy({ witness, foreign }: Escape): string {
  const landing = foreign === undefined ? witness.kind : `${witness.kind} ${foreign}`;
  return `${landing} ${JSON.stringify(witness.arguments)}`;
}
