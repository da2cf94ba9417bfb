import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import type { BoundaryEntry } from '../model/documents.ts';
import type { Memory } from '../model/memory.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import { readExact, writeExact } from '../text/exact-json.ts';
import type { AnalysedWorkspace } from './analysed-workspace.ts';
import { type PartPosition, partAt, positionOf } from './deciding-part.ts';
import { otherTenants } from './escape/other-tenants.ts';
import type { Escape, ToolProof } from './prove-tool.ts';

/** Gives what earlier runs found of the same question about the same content, else what `find` finds. */
export interface ProofMemory {
  /** Of a tenant's tool by itself. */
  byItself(policy: EffectivePolicy, tool: string, find: () => ToolProof): ToolProof;
  /** As it follows from what was found of another tenant; undefined where nothing follows. */
  byExample(
    policy: EffectivePolicy,
    tool: string,
    example: EffectivePolicy,
    find: () => ToolProof | undefined,
  ): ToolProof | undefined;
}

/** The proofs of one workspace. */
export function createProofMemory(workspace: AnalysedWorkspace, memory: Memory): ProofMemory {
  const contentOf = createContents(workspace, memory);
  return {
    byItself(policy, tool, find) {
      const key = `proof ${contentOf(policy)} ${tool}`;
      const known = decoded(memory.recall(key), workspace, policy, tool);
      if (known !== undefined && known !== 'none') return known;
      const proof = find();
      memory.keep(key, encoded(proof, workspace, policy, tool));
      return proof;
    },
    byExample(policy, tool, example, find) {
      const key = `proof ${contentOf(policy)} by ${contentOf(example)} ${tool}`;
      const known = decoded(memory.recall(key), workspace, policy, tool);
      if (known !== undefined) return known === 'none' ? undefined : known;
      const proof = find();
      memory.keep(key, proof === undefined ? 'null' : encoded(proof, workspace, policy, tool));
      return proof;
    },
  };
}

/** For a run that remembers nothing. */
export const noProofMemory: ProofMemory = {
  byItself: (_policy, _tool, find) => find(),
  byExample: (_policy, _tool, _example, find) => find(),
};

/** Names a tenant's policy with all else that decides its calls, and what is known of the tenants that they may land with. */
function createContents(
  workspace: AnalysedWorkspace,
  { digest }: Memory,
): (policy: EffectivePolicy) => string {
  const { envelope, limits, plans, baseline, boundaries, sql } = workspace;
  const everybodys = digest(written([envelope, limits, baseline, boundaries, sql !== undefined]));
  const ofRules = createOnce((rules: readonly EffectiveRule[]) => digest(written(rules)));
  const ofPlan = (plan: string | undefined): unknown =>
    plans === undefined ? 'no plans' : (plan !== undefined && plans.get(plan)) || 'no plan';
  const boundTo = createOnce(({ bindings }: EffectivePolicy) => written(bindings));
  return createOnce((policy: EffectivePolicy) => {
    const { bindings: _, rules, plan, ...own } = policy;
    const others = otherTenants(workspace, policy.tenantId).map(boundTo);
    return digest(written([everybodys, own, ofRules(rules), plan, ofPlan(plan), boundTo(policy), ...others]));
  });
}

/** Content with its places: whatever changes, even where a rule stands, makes another question. */
function written(content: unknown): string {
  return JSON.stringify(content, (_, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...value] : value,
  );
}

/** Makes what belongs to an object the first time that it is asked for. */
function createOnce<Owner extends object>(make: (owner: Owner) => string): (owner: Owner) => string {
  const made = new WeakMap<Owner, string>();
  return (owner) => {
    const text = made.get(owner) ?? make(owner);
    made.set(owner, text);
    return text;
  };
}

interface StoredProof {
  readonly escapes: readonly StoredEscape[];
  readonly undecided: ToolProof['undecided'];
}

/** An escape with positions for the parts of the workspace that it points to. */
interface StoredEscape extends Omit<Escape, 'boundary' | 'by'> {
  readonly boundary: number;
  readonly by: PartPosition;
}

function encoded(
  { escapes, undecided }: ToolProof,
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
): string {
  const entries = boundaryEntriesFor(workspace.boundaries, tool);
  const stored = escapes.map((found): StoredEscape => {
    return { ...found, boundary: entries.indexOf(found.boundary), by: positionOf(found.by, policy) };
  });
  return writeExact({ escapes: stored, undecided });
}

/** The proof, or that there is none; undefined for no text, and for one that points to what is not there. */
function decoded(
  text: string | undefined,
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
): ToolProof | 'none' | undefined {
  if (text === undefined) return undefined;
  const stored = readExact<StoredProof | null>(text);
  if (stored === null) return 'none';
  const entries = boundaryEntriesFor(workspace.boundaries, tool);
  const escapes: Escape[] = [];
  for (const found of stored.escapes) {
    const boundary = entries[found.boundary];
    const by = partAt(found.by, policy);
    if (by === undefined || !isMatcher(boundary)) return undefined;
    escapes.push({ ...found, boundary, by });
  }
  return { escapes, undecided: stored.undecided };
}

function isMatcher(entry: BoundaryEntry | undefined): entry is Escape['boundary'] {
  return entry?.kind === 'matcher';
}
