import { PolicyError } from '../../engine/compile/policy-error.ts';
import type { BoundaryEntry } from '../../model/documents.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../../model/workspace.ts';
import { callSpace } from '../analysis-session.ts';
import { yesAnswer } from '../language/answer-set.ts';
import { createLanguageAlgebra, type LanguageAlgebra } from '../language/language-algebra.ts';
import { OverBudget } from '../language/over-budget.ts';
import { queryOf } from '../query/query-of.ts';
import { createAtomTable } from '../space/atom.ts';
import { type CallParts, createCallSolver } from '../space/call-solver.ts';
import { demandAll, everyCall, type Store } from '../space/store.ts';
import { modelTool } from '../space/tool-model.ts';
import { witnessEngine } from '../witness-engine.ts';

/** A bounded argument with what any tenant may reach taken out. */
export type Bounded = Extract<BoundaryEntry, { readonly kind: 'matcher' }>;

/** A call that the boundaries of two tenants both take, none, or why nobody can tell. */
export type CommonCall =
  | { readonly found: 'call'; readonly call: CallParts; readonly checked: boolean }
  | { readonly found: 'none' }
  | { readonly found: 'undecided'; readonly why: string };

/** Asks for calls of one tool, whose boundary is `bounded`, that two tenants share. */
export type CommonCallFinder = (
  tool: string,
  bounded: readonly Bounded[],
  a: string,
  b: string,
) => CommonCall;

const budget = { states: 20_000, steps: 5_000_000 };

/** Exact, by automata; what is found, the engine takes for both as far as it judges it. */
export function commonCallFinder(workspace: EffectiveWorkspace): CommonCallFinder {
  const tenants = new Map([...workspace.tenants].map(([id, policy]) => [id, withoutRules(policy)]));
  const bare = { ...withoutPlans(workspace), baseline: [], tenants };
  const enforced = {
    ...bare,
    boundaries: workspace.boundaries.map((document) => ({ ...document, enforce: true })),
  };
  const algebra = createLanguageAlgebra(budget);
  return (tool, bounded, a, b) => {
    algebra.begin();
    try {
      const call = callWithin(narrowed(bare, tool, bounded), tool, [a, b], algebra);
      if (call === undefined) return { found: 'none' };
      if (bounded.some(({ matcher }) => queryOf(matcher) !== undefined))
        return { found: 'call', call, checked: false };
      const taken = [a, b].every((tenant) => isTaken(enforced, tool, call, tenant));
      return taken
        ? { found: 'call', call, checked: true }
        : { found: 'undecided', why: 'it hangs on the context' };
    } catch (error) {
      if (error instanceof OverBudget || error instanceof PolicyError)
        return { found: 'undecided', why: error.message };
      throw error;
    }
  };
}

/** Rules, plans and baselines say nothing of where boundaries lie. */
function withoutRules({ plan: _, ...policy }: EffectivePolicy): EffectivePolicy {
  return { ...policy, rules: [], defaultAction: 'deny', status: 'active' };
}

function withoutPlans({ plans: _, ...workspace }: EffectiveWorkspace): EffectiveWorkspace {
  return workspace;
}

function narrowed(bare: EffectiveWorkspace, tool: string, entries: readonly Bounded[]): EffectiveWorkspace {
  const place = entries[0]?.place ?? { file: '', line: 1, column: 1, start: 0, end: 0 };
  return {
    ...bare,
    boundaries: [{ file: place.file, enforce: true, tools: [{ tool: { value: tool, place }, entries }] }],
  };
}

function callWithin(
  workspace: EffectiveWorkspace,
  tool: string,
  tenants: readonly [string, string],
  algebra: LanguageAlgebra,
): CallParts | undefined {
  const atoms = createAtomTable(algebra);
  let store: Store | undefined = everyCall;
  for (const tenant of tenants) {
    const policy = workspace.tenants.get(tenant);
    if (policy === undefined) return undefined;
    for (const { atom } of modelTool(workspace, policy, tool, atoms).boundaries)
      store = store === undefined ? undefined : demandAll(store, atom, yesAnswer);
  }
  const space = callSpace(workspace, tenants[0], algebra);
  // What nobody judges is taken to say yes: its constants have been compared before.
  return store === undefined ? undefined : createCallSolver({ ...space, queries: 'yes' }).callOf(store);
}

/** Whether the call passes the tenant's boundaries: then, there being no rules, the default denies it. */
function isTaken(enforced: EffectiveWorkspace, tool: string, call: CallParts, tenant: string): boolean {
  const context = { ...call.context, tenant_id: tenant };
  return (
    witnessEngine(enforced).decide({ tool, arguments: call.arguments, context }).code === 'default_action'
  );
}
