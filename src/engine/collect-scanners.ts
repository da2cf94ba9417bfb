import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import type { Scanner } from '../pattern/scanner.ts';
import { linkTool } from './compile/link-tool.ts';
import type { ScannerSource } from './compile/scanner-source.ts';
import { createScannerSource, scannerKey } from './compile/scanner-source.ts';
import { isToolGlob } from './tool-name.ts';

/**
 * Every scanner that deciding calls of the tools named in the workspace needs, by its key, each once. Tools that only
 * a glob names are compiled when they are asked. Throws `PolicyError`.
 */
export function collectScanners(workspace: EffectiveWorkspace): ReadonlyMap<string, Scanner> {
  const collected = new Map<string, Scanner>();
  const source = createScannerSource();
  const collecting: ScannerSource = {
    scannerFor(languages) {
      const scanner = source.scannerFor(languages);
      if (languages.nodes.length > 0) collected.set(scannerKey(languages), scanner);
      return scanner;
    },
  };
  for (const policy of workspace.tenants.values()) {
    for (const tool of namedTools(workspace, policy)) linkTool(workspace, policy, tool, collecting);
  }
  return collected;
}

/** The exact tool names that a tenant's rules, the baseline and the boundaries name. */
function namedTools(workspace: EffectiveWorkspace, policy: EffectivePolicy): ReadonlySet<string> {
  const rules = [...policy.rules, ...workspace.baseline].flatMap(({ rule }) =>
    rule.tools.map(({ value }) => value),
  );
  const bounded = workspace.boundaries.flatMap(({ tools }) => tools.map(({ tool }) => tool.value));
  return new Set([...rules, ...bounded].filter((entry) => !isToolGlob(entry)));
}
