import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import { matchesToolName } from '../engine/tool-name.ts';
import type { IsolationClaim, Unclaimed } from '../model/finding.ts';
import type { Memory } from '../model/memory.ts';
import type { EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import { boundaryOverlaps } from './boundary-overlap.ts';
import { proveWorkspace } from './prove-workspace.ts';

/** Undefined where no boundary is declared: then nothing is claimed. */
export function isolationClaim(workspace: EffectiveWorkspace, memory?: Memory): IsolationClaim | undefined {
  if (workspace.boundaries.length === 0) return undefined;
  const tools = workspace.boundaries.flatMap((document) => document.tools);
  const bounded = tools.map(({ entries }) =>
    entries.filter((entry) => entry.kind === 'matcher' && entry.path.root !== 'result'),
  );
  const proofs = proveWorkspace(workspace, memory);
  const { overlaps, undecided } = boundaryOverlaps(workspace);
  const refuted = new Set([
    ...proofs
      .filter(({ escapes }) => escapes.some(({ through }) => through === 'allow'))
      .map(({ tenant }) => tenant),
    ...overlaps.flatMap(({ tenant, other }) => [tenant, other]),
  ]);
  const open = proofs.filter((proof) => proof.undecided.length > 0).map(({ tenant }) => tenant);
  const unsettled = new Set(open.filter((tenant) => !refuted.has(tenant)));
  return {
    tenants: workspace.tenants.size,
    tools: bounded.filter((entries) => entries.length > 0).length,
    arguments: bounded.flat().length,
    refuted: refuted.size,
    undecided: undecided.length > 0 ? workspace.tenants.size - refuted.size : unsettled.size,
    unclaimed: [...declaredUnclaimed(workspace), ...unnamed(workspace)],
  };
}

function declaredUnclaimed(workspace: EffectiveWorkspace): readonly Unclaimed[] {
  return workspace.boundaries.flatMap(({ tools }) =>
    tools.flatMap(({ tool, entries }) =>
      entries.flatMap((entry): Unclaimed[] => {
        const { path } = entry;
        if (entry.kind === 'open') return [{ tool: tool.value, path: path.text, why: 'open' }];
        if (entry.kind === 'matcher') return [];
        return [{ tool: tool.value, path: path.text, why: 'delegated', to: entry.to }];
      }),
    ),
  );
}

/** Arguments that rules ask of a tool with a bounded argument, and no boundary names. */
function unnamed(workspace: EffectiveWorkspace): readonly Unclaimed[] {
  const found = new Map<string, Unclaimed>();
  const seen = new Set<readonly EffectiveRule[]>();
  for (const { rules } of workspace.tenants.values()) {
    if (seen.has(rules)) continue;
    seen.add(rules);
    for (const { rule } of rules) {
      for (const { value: tool } of rule.tools) {
        const entries = entriesNamed(workspace, tool);
        if (entries.length === 0) continue;
        for (const { match } of rule.conditions) {
          for (const { path } of match) {
            const isNamed = path.root !== 'arguments' || entries.some((text) => isAtOrBelow(path.text, text));
            if (!isNamed) found.set(`${tool} ${path.text}`, { tool, path: path.text, why: 'unnamed' });
          }
        }
      }
    }
  }
  return [...found.values()];
}

/** Of paths as text; what goes on is a key or an item. */
function isAtOrBelow(path: string, named: string): boolean {
  return path.startsWith(named) && ['', '.', '['].includes(path.charAt(named.length));
}

function entriesNamed(workspace: EffectiveWorkspace, tool: string): readonly string[] {
  const exact = boundaryEntriesFor(workspace.boundaries, tool);
  const entries = exact.length > 0 ? exact : globbed(workspace, tool);
  return entries.map(({ path }) => path.text);
}

/** What boundaries say of the tools that a glob of a rule stands for. */
function globbed(workspace: EffectiveWorkspace, tool: string): ReturnType<typeof boundaryEntriesFor> {
  return workspace.boundaries.flatMap(({ tools }) =>
    tools.filter((entry) => matchesToolName(tool, entry.tool.value)).flatMap(({ entries }) => entries),
  );
}
