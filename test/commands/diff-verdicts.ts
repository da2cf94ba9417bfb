import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../support/scratch-folder.ts';
import { runCommand } from './run-command.ts';

/** What `diff` prints as JSON. */
export async function jsonOf(folder: string, ...args: readonly string[]): Promise<DiffOutput> {
  const out = join(scratchFolder(), 'out.json');
  const ran = await runCommand(['diff', '-q', '-C', folder, '--format', `json=${out}`, ...args]);
  if (ran.code === 2) throw new Error(ran.message);
  return JSON.parse(readFileSync(out, 'utf8'));
}

export interface DiffOutput {
  readonly from: string;
  readonly to: string;
  readonly tenants: readonly { readonly tenant: string; readonly verdict: string }[];
  readonly text: readonly { readonly file: string }[];
}

/** The verdict of each tenant: `acme wider`. */
export async function verdicts(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { tenants } = await jsonOf(folder, ...args);
  return tenants.map(({ tenant, verdict }) => `${tenant} ${verdict}`);
}

/** A policy with one rule. */
export const tenant = (id: string, action: string): string =>
  `tenant_id: ${id}\nrules: [{ tool: read, action: ${action} }]\n`;
