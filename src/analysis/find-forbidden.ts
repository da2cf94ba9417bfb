import { PolicyError } from '../engine/compile/policy-error.ts';
import type { Witness } from '../model/finding.ts';
import type { Action, PathMatch } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import { algebraOf, callSpace } from './analysis-session.ts';
import { yesAnswer } from './language/answer-set.ts';
import { OverBudget } from './language/over-budget.ts';
import { createAtomTable } from './space/atom.ts';
import { likelyContexts } from './space/likely-contexts.ts';
import { matchAtoms } from './space/match-atoms.ts';
import { createShowingSolver } from './space/showing-solver.ts';
import { demandSome, everyCall, type Store } from './space/store.ts';
import { modelTool } from './space/tool-model.ts';
import { type Decider, walkTool } from './walk/walk-tool.ts';
import { witnessEngine } from './witness-engine.ts';

/** A call that is decided as it never should be, decided by the engine; or why nobody can tell; or that there is none. */
export type ForbiddenSearch =
  | { readonly found: 'call'; readonly witness: Witness; readonly by: Decider }
  | { readonly found: 'none' }
  | { readonly found: 'undecided'; readonly why: string };

/**
 * Looks for a call of a tool that the tenant's policy, boundaries and baseline included, decides with that action, and of
 * which some element of every path of `match` is a yes.
 */
export function findForbidden(
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
  { action, match }: { readonly action: Action; readonly match: readonly PathMatch[] },
): ForbiddenSearch {
  const algebra = algebraOf(workspace);
  algebra.begin();
  try {
    const atoms = createAtomTable(algebra);
    const model = modelTool(workspace, policy, tool, atoms);
    let start: Store | undefined = everyCall;
    for (const atom of matchAtoms(match, workspace, policy, tool, atoms))
      start = start === undefined ? undefined : demandSome(start, atom, yesAnswer);
    if (start === undefined) return { found: 'none' };
    const solver = createShowingSolver(callSpace(workspace, policy.tenantId, algebra));
    let unsure = false;
    for (const outcome of walkTool(model, start, { solver, onlyPassing: action !== 'deny' })) {
      if (outcome.action !== action) continue;
      const parts = solver.callOf(outcome.store);
      for (const likely of parts === undefined ? [] : likelyContexts(parts, [model], policy.tenantId)) {
        const call = { tool, ...likely };
        if (witnessEngine(workspace).decide(call).action !== action) continue;
        return { found: 'call', witness: { ...call, kind: 'decision' }, by: outcome.by };
      }
      unsure = true;
    }
    return unsure
      ? { found: 'undecided', why: 'it hangs on what cannot be known of a call' }
      : { found: 'none' };
  } catch (error) {
    if (error instanceof OverBudget) return { found: 'undecided', why: error.message };
    // What cannot be compiled is an error of its own.
    if (error instanceof PolicyError) return { found: 'none' };
    throw error;
  }
}
