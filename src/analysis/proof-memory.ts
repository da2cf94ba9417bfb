import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import type { BoundaryEntry } from '../model/documents.ts';
import type { Memory } from '../model/memory.ts';
import type { Rule } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import { readExact, writeExact } from '../text/exact-json.ts';
import type { AnalysedWorkspace } from './analysed-workspace.ts';
import { type PartPosition, partAt, positionOf } from './deciding-part.ts';
import { otherTenants } from './escape/other-tenants.ts';
import type { Escape, ToolProof } from './prove-tool.ts';
import { textOnce } from './text-once.ts';

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
  // Tenants share the rules of their templates, if not the lists of them.
  const ofRule = textOnce((rule: Rule) => digest(written(rule)));
  const ofRules = textOnce((rules: readonly EffectiveRule[]) =>
    written(rules.map(({ rule, name, chain }) => [name, chain, ofRule(rule)])),
  );
  const ofPlan = textOnce(written);
  const planOf = (name: string | undefined): string => {
    if (plans === undefined) return 'no plans';
    const plan = name === undefined ? undefined : plans.get(name);
    return plan === undefined ? 'no plan' : ofPlan(plan);
  };
  const boundTo = textOnce(({ bindings }: EffectivePolicy) => written(bindings));
  return textOnce((policy: EffectivePolicy) => {
    // What a posture declares decides no call.
    const { bindings: _, posture: _posture, isolation: _isolation, rules, ...own } = policy;
    const others = otherTenants(workspace, policy.tenantId).map(boundTo);
    // No text of JSON has a line break.
    const all = [everybodys, written(own), ofRules(rules), planOf(policy.plan), boundTo(policy), ...others];
    return digest(all.join('\n'));
  });
}

/** Content with its places: whatever changes, even where a rule stands, makes another question. */
function written(content: unknown): string {
  return JSON.stringify(content, (_, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...value] : value,
  );
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
