import type { EffectivePolicy, EffectiveWorkspace } from '../../model/workspace.ts';
import type { SqlParser } from '../sql/sql-parser.ts';
import type { Verdict } from '../verdict.ts';
import { linkTool } from './link-tool.ts';
import type { LinkedTool } from './linked-tool.ts';
import type { ScannerSource } from './scanner-source.ts';

/** A tenant that has a policy, and its tools, compiled when they are first asked. */
export interface TenantTools {
  readonly policy: EffectivePolicy;
  /** Set for a suspended tenant: then no tool is asked. */
  readonly onSuspended: Verdict | undefined;
  readonly known: Map<string, LinkedTool>;
}

/** Finds tenants, each made once. */
export function createTenants(workspace: EffectiveWorkspace): (tenantId: string) => TenantTools | undefined {
  const tenants = new Map<string, TenantTools>();
  return (tenantId) => {
    const known = tenants.get(tenantId);
    if (known !== undefined) return known;
    const policy = workspace.tenants.get(tenantId);
    if (policy === undefined) return undefined;
    const onSuspended: Verdict | undefined =
      policy.status === 'suspended'
        ? { action: 'deny', code: 'tenant_suspended', place: policy.place }
        : undefined;
    const tenant: TenantTools = { policy, onSuspended, known: new Map() };
    tenants.set(tenantId, tenant);
    return tenant;
  };
}

/** Tools kept compiled for one tenant. Past it the oldest is compiled anew when it is asked again. */
const toolsPerTenant = 512;

/** A name longer than this is linked for the call and forgotten: nobody fills memory with names. */
const longestKeptName = 256;

/** A tenant's tool. Throws `PolicyError` where it cannot be compiled. */
export function toolOf(
  { policy, known }: TenantTools,
  name: string,
  workspace: EffectiveWorkspace,
  scanners: ScannerSource,
  sql?: SqlParser | undefined,
): LinkedTool {
  const kept = known.get(name);
  if (kept !== undefined) return kept;
  const linked = linkTool(workspace, policy, name, scanners, sql);
  if (name.length > longestKeptName) return linked;
  const [oldest] = known.keys();
  if (known.size >= toolsPerTenant && oldest !== undefined) known.delete(oldest);
  known.set(name, linked);
  return linked;
}
