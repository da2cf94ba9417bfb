import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import { matchesToolName } from '../engine/tool-name.ts';
import type { BoundaryEntry } from '../model/documents.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import { isProvedByForm } from './proved-by-form.ts';
import { proveTool, type ToolProof } from './prove-tool.ts';
import { toolRepresentatives } from './tool-representatives.ts';

/** What is known of one tool of one tenant. Only where there is something to say. */
export interface TenantProof extends ToolProof {
  readonly tenant: string;
  readonly tool: string;
}

const known = new WeakMap<EffectiveWorkspace, readonly TenantProof[]>();

/**
 * Every escape, and whatever could not be told, of every tenant and every tool with a declared boundary; nothing for
 * those that are proved. Done once for a workspace.
 */
export function proveWorkspace(workspace: EffectiveWorkspace): readonly TenantProof[] {
  const before = known.get(workspace);
  if (before !== undefined) return before;
  const plansOf = createToolPlans(workspace);
  const proofs: TenantProof[] = [];
  for (const policy of workspace.tenants.values()) {
    const { tools, complete } = plansOf(policy);
    if (!complete) proofs.push(unnamed(policy));
    for (const tool of tools) {
      const proof = proveTool(workspace, policy, tool);
      if (proof.escapes.length + proof.undecided.length > 0)
        proofs.push({ ...proof, tenant: policy.tenantId, tool });
    }
  }
  known.set(workspace, proofs);
  return proofs;
}

function unnamed({ tenantId }: EffectivePolicy): TenantProof {
  return {
    tenant: tenantId,
    tool: '**',
    escapes: [],
    undecided: [{ why: 'the globs carve out more sets of tool names than are looked at' }],
  };
}

/** The tools that have to be looked at one by one. */
interface ToolPlan {
  readonly tools: readonly string[];
  readonly complete: boolean;
}

// Tenants whose rules are those of the same templates have the same plan: what is proved by form is proved for all.
function createToolPlans(workspace: EffectiveWorkspace): (policy: EffectivePolicy) => ToolPlan {
  const plans = new Map<readonly EffectiveRule[], Map<string, ToolPlan>>();
  return (policy) => {
    const byDefault = plans.get(policy.rules) ?? new Map<string, ToolPlan>();
    plans.set(policy.rules, byDefault);
    const plan = byDefault.get(policy.defaultAction) ?? planFor(workspace, policy);
    byDefault.set(policy.defaultAction, plan);
    return plan;
  };
}

function planFor(workspace: EffectiveWorkspace, policy: EffectivePolicy): ToolPlan {
  const names = [
    ...[...policy.rules, ...workspace.baseline].flatMap(({ rule }) => rule.tools.map(({ value }) => value)),
    ...workspace.boundaries.flatMap(({ tools }) => tools.map(({ tool }) => tool.value)),
  ];
  const { tools, complete } = toolRepresentatives(names);
  return { tools: tools.filter((tool) => needsProof(workspace, policy, tool)), complete };
}

function needsProof(workspace: EffectiveWorkspace, policy: EffectivePolicy, tool: string): boolean {
  const bounded = boundaryEntriesFor(workspace.boundaries, tool).filter(isBounded);
  if (bounded.length === 0) return false;
  const rules = policy.rules.filter(({ rule }) => rule.tools.some(({ value }) => matchesToolName(value, tool)));
  if (policy.defaultAction !== 'deny') return true;
  return !bounded.every((entry) => isProvedByForm(rules, entry));
}

function isBounded(
  entry: BoundaryEntry,
): entry is Extract<BoundaryEntry, { readonly kind: 'matcher' }> {
  return entry.kind === 'matcher' && entry.path.root !== 'result';
}
