import type { EffectivePolicy, EffectiveWorkspace } from '../../model/workspace.ts';
import { linkTool } from './link-tool.ts';
import type { LinkedTool } from './linked-tool.ts';
import type { ScannerSource } from './scanner-source.ts';

/** Tools kept compiled for one tenant. Past it the oldest is compiled anew when it is asked again. */
const toolsPerTenant = 512;

/** A name longer than this is linked for the call and forgotten: nobody fills memory with names. */
const longestKeptName = 256;

/** Compiles a tenant's tool when it is first asked. Throws `PolicyError`. */
export function createToolCache(
  workspace: EffectiveWorkspace,
  scanners: ScannerSource,
): (policy: EffectivePolicy, tool: string) => LinkedTool {
  const tenants = new Map<string, Map<string, LinkedTool>>();
  return (policy, tool) => {
    let tools = tenants.get(policy.tenantId);
    if (tools === undefined) {
      tools = new Map();
      tenants.set(policy.tenantId, tools);
    }
    const known = tools.get(tool);
    if (known !== undefined) return known;
    const linked = linkTool(workspace, policy, tool, scanners);
    if (tool.length > longestKeptName) return linked;
    const [oldest] = tools.keys();
    if (tools.size >= toolsPerTenant && oldest !== undefined) tools.delete(oldest);
    tools.set(tool, linked);
    return linked;
  };
}
