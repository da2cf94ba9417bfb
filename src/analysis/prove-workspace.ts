import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import { matchesToolName } from '../engine/tool-name.ts';
import type { BoundaryEntry } from '../model/documents.ts';
import type { Memory } from '../model/memory.ts';
import type { Rule } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import { areAllEscapes } from './escape/are-all-escapes.ts';
import { createProofMemory, noProofMemory, type ProofMemory } from './proof-memory.ts';
import { proveTool, type ToolProof } from './prove-tool.ts';
import { isProvedByForm } from './proved-by-form.ts';
import { textOnce } from './text-once.ts';
import { type ToolRepresentatives, toolRepresentatives } from './tool-representatives.ts';
import { transferEscapes } from './transfer-escapes.ts';

/** What is known of one tool of one tenant. Only where there is something to say. */
export interface TenantProof extends ToolProof {
  readonly tenant: string;
  readonly tool: string;
}

const known = new WeakMap<EffectiveWorkspace, readonly TenantProof[]>();

/**
 * Every escape, and whatever could not be told, of every tenant and every tool with a declared boundary; nothing for
 * those that are proved. Done once for a workspace; with a memory, what earlier runs found is not looked for again.
 */
export function proveWorkspace(workspace: EffectiveWorkspace, memory?: Memory): readonly TenantProof[] {
  const before = known.get(workspace);
  if (before !== undefined) return before;
  const toolsOf = createToolLists(workspace);
  const examplesOf = createExamples();
  const remembered = memory === undefined ? noProofMemory : createProofMemory(workspace, memory);
  const proofs: TenantProof[] = [];
  for (const policy of workspace.tenants.values()) {
    const { tools, complete } = toolsOf(policy);
    if (!complete) proofs.push(unnamed(policy));
    if (tools.length === 0) continue;
    const examples = examplesOf(policy);
    for (const tool of tools) {
      const proof = proved(workspace, policy, tool, examples, remembered);
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

/** By the example of a tenant with the same policy where there is one and it tells, else by itself: then it is the example. */
function proved(
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
  examples: Map<string, Example>,
  remembered: ProofMemory,
): ToolProof {
  const example = examples.get(tool);
  const like =
    example === undefined
      ? undefined
      : remembered.byExample(policy, tool, example.policy, () => moved(workspace, policy, tool, example));
  if (like !== undefined) return like;
  const proof = remembered.byItself(policy, tool, () => proveTool(workspace, policy, tool));
  if (proof.escapes.length > 0 && proof.undecided.length === 0) examples.set(tool, { policy, proof });
  return proof;
}

/** What is known of a tool because it was found of a tenant with the same policy; undefined where that says nothing. */
function moved(
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
  example: Example,
): ToolProof | undefined {
  const escapes = transferEscapes(workspace, example.policy, policy, example.proof.escapes);
  if (escapes === undefined || !areAllEscapes(workspace, policy, tool, escapes)) return undefined;
  return { escapes, undecided: [] };
}

function unnamed({ tenantId }: EffectivePolicy): TenantProof {
  return {
    tenant: tenantId,
    tool: '**',
    escapes: [],
    undecided: [{ why: 'the globs carve out more sets of tool names than are looked at' }],
  };
}

/** For each tool an example among the tenants whose policies are the same up to id and values. */
function createExamples(): (policy: EffectivePolicy) => Map<string, Example> {
  // Tenants share the rules of their templates, if not the lists of them.
  const textOf = textOnce(ruleText);
  const textsOf = textOnce((rules: readonly EffectiveRule[]) =>
    JSON.stringify(rules.map(({ rule, name, chain }) => [name, chain, textOf(rule)])),
  );
  const byShape = new Map<string, Map<string, Example>>();
  return ({ rules, tenantId, plan = '', status, defaultAction }) => {
    const shape = JSON.stringify([textsOf(rules).replaceAll(tenantId, '\0'), plan, status, defaultAction]);
    const examples = byShape.get(shape) ?? new Map<string, Example>();
    byShape.set(shape, examples);
    return examples;
  };
}

/** A rule as text, places aside. */
function ruleText(rule: Rule): string {
  return JSON.stringify(rule, (key, value: unknown) => (key === 'place' ? undefined : value));
}

/** The tools of a policy that have to be looked at one by one: all that is not proved by form. */
function createToolLists(workspace: EffectiveWorkspace): (policy: EffectivePolicy) => ToolRepresentatives {
  const namesOf = createToolNames(workspace);
  // Tenants with the same templates and no rules of their own have their rules in one list.
  const byRules = new WeakMap<readonly EffectiveRule[], Map<string, ToolRepresentatives>>();
  return (policy) => {
    const lists = byRules.get(policy.rules) ?? new Map<string, ToolRepresentatives>();
    byRules.set(policy.rules, lists);
    const key = JSON.stringify([policy.plan ?? '', policy.defaultAction]);
    const listed = lists.get(key);
    if (listed !== undefined) return listed;
    const { tools, complete } = namesOf(policy);
    const list = { tools: tools.filter((tool) => needsProof(workspace, policy, tool)), complete };
    lists.set(key, list);
    return list;
  };
}

/** Names that stand for all tools that a policy, its plan, the baseline and the boundaries tell apart. */
function createToolNames(workspace: EffectiveWorkspace): (policy: EffectivePolicy) => ToolRepresentatives {
  const byEntries = new Map<string, ToolRepresentatives>();
  const ruleNames = (rules: readonly EffectiveRule[]): readonly string[] =>
    rules.flatMap(({ rule }) => rule.tools.map(({ value }) => value));
  const bounded = workspace.boundaries.flatMap(({ tools }) => tools.map(({ tool }) => tool.value));
  const everybodys = [...ruleNames(workspace.baseline), ...bounded];
  return ({ rules, plan }) => {
    const entitled = plan === undefined ? undefined : workspace.plans?.get(plan)?.tools;
    const planned = (entitled ?? []).map(({ value }) => value);
    const entries = [...new Set([...ruleNames(rules), ...everybodys, ...planned])];
    const key = JSON.stringify(entries);
    const names = byEntries.get(key) ?? toolRepresentatives(entries);
    byEntries.set(key, names);
    return names;
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
