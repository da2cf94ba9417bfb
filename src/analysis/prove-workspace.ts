import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import { matchesToolName } from '../engine/tool-name.ts';
import type { BoundaryEntry } from '../model/documents.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import { isProvedByForm } from './proved-by-form.ts';
import { proveTool, type ToolProof } from './prove-tool.ts';
import { toolRepresentatives } from './tool-representatives.ts';
import { transferEscapes } from './transfer-escapes.ts';

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
    const { tools, complete, examples } = plansOf(policy);
    if (!complete) proofs.push(unnamed(policy));
    for (const tool of tools) {
      const proof = moved(workspace, policy, tool, examples.get(tool)) ?? proveTool(workspace, policy, tool);
      if (proof.escapes.length > 0 && proof.undecided.length === 0) examples.set(tool, { policy, proof });
      if (proof.escapes.length + proof.undecided.length > 0)
        proofs.push({ ...proof, tenant: policy.tenantId, tool });
    }
  }
  known.set(workspace, proofs);
  return proofs;
}

/** What was found of a tenant, for those whose policies are the same up to id and values. */
interface Example {
  readonly policy: EffectivePolicy;
  readonly proof: ToolProof;
}

/** What is known of a tool because it was found of a tenant with the same policy; undefined where that says nothing. */
function moved(
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
  example: Example | undefined,
): ToolProof | undefined {
  if (example === undefined) return undefined;
  const escapes = transferEscapes(workspace, example.policy, policy, tool, example.proof.escapes);
  return escapes === undefined ? undefined : { escapes, undecided: [] };
}

function unnamed({ tenantId }: EffectivePolicy): TenantProof {
  return {
    tenant: tenantId,
    tool: '**',
    escapes: [],
    undecided: [{ why: 'the globs carve out more sets of tool names than are looked at' }],
  };
}

/** The tools that have to be looked at one by one, and what was found of a tenant with the same policy. */
interface ToolPlan {
  readonly tools: readonly string[];
  readonly complete: boolean;
  readonly examples: Map<string, Example>;
}

// Policies that are the same up to id and values have one plan: what is proved by form is proved for all of them.
function createToolPlans(workspace: EffectiveWorkspace): (policy: EffectivePolicy) => ToolPlan {
  const shapes = new Map<readonly EffectiveRule[], string>();
  const plans = new Map<string, ToolPlan>();
  const boundaries = JSON.stringify(workspace.boundaries);
  return (policy) => {
    const { rules, tenantId, plan = '', status, defaultAction } = policy;
    // Rules that tenants share as one list hold no tenant's id.
    const rulesShape = shapes.get(rules) ?? shapeOf(rules, tenantId);
    shapes.set(rules, rulesShape);
    // A boundary that names a tenant letter by letter says something else of it than of others.
    const named = boundaries.includes(tenantId) ? tenantId : '';
    const shape = JSON.stringify([rulesShape, plan, status, defaultAction, named]);
    const known = plans.get(shape) ?? planFor(workspace, policy);
    plans.set(shape, known);
    return known;
  };
}

/** Rules as text, places aside, with a mark where the tenant's id stands. */
function shapeOf(rules: readonly EffectiveRule[], tenantId: string): string {
  return JSON.stringify(rules, (key, value: unknown) => (key === 'place' ? undefined : value)).replaceAll(
    tenantId,
    '\0',
  );
}

function planFor(workspace: EffectiveWorkspace, policy: EffectivePolicy): ToolPlan {
  const names = [
    ...[...policy.rules, ...workspace.baseline].flatMap(({ rule }) => rule.tools.map(({ value }) => value)),
    ...workspace.boundaries.flatMap(({ tools }) => tools.map(({ tool }) => tool.value)),
  ];
  const { tools, complete } = toolRepresentatives(names);
  return {
    tools: tools.filter((tool) => needsProof(workspace, policy, tool)),
    complete,
    examples: new Map(),
  };
}

function needsProof(workspace: EffectiveWorkspace, policy: EffectivePolicy, tool: string): boolean {
  const bounded = boundaryEntriesFor(workspace.boundaries, tool).filter(isBounded);
  if (bounded.length === 0) return false;
  const rules = policy.rules.filter(({ rule }) =>
    rule.tools.some(({ value }) => matchesToolName(value, tool)),
  );
  if (policy.defaultAction !== 'deny') return true;
  return !bounded.every((entry) => isProvedByForm(rules, entry));
}

function isBounded(entry: BoundaryEntry): entry is Extract<BoundaryEntry, { readonly kind: 'matcher' }> {
  return entry.kind === 'matcher' && entry.path.root !== 'result';
}
