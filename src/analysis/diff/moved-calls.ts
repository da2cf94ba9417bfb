import { PolicyError } from '../../engine/compile/policy-error.ts';
import type { Decision } from '../../model/decision.ts';
import type { Witness } from '../../model/finding.ts';
import type { EffectiveRule } from '../../model/workspace.ts';
import { algebraOf, callSpace, withLongTexts } from '../analysis-session.ts';
import type { TenantSide } from '../decision-change.ts';
import { OverBudget } from '../language/over-budget.ts';
import { createAtomTable } from '../space/atom.ts';
import { likelyContexts } from '../space/likely-contexts.ts';
import { createShowingSolver } from '../space/showing-solver.ts';
import { everyCall } from '../space/store.ts';
import { modelTool, type ToolModel } from '../space/tool-model.ts';
import { type Decider, type Outcome, walkTool } from '../walk/walk-tool.ts';
import { witnessEngine } from '../witness-engine.ts';

/** Calls that both versions let pass, or hold, each by another rule; undefined: by no rule, as the default says. */
export interface MovedCalls {
  readonly from: EffectiveRule | undefined;
  readonly to: EffectiveRule | undefined;
  /** What the versions decide of the witness. */
  readonly was: Decision;
  readonly is: Decision;
  readonly witness: Witness;
}

/** Tells whether two rules are one rule as it was and as it is. */
export type IsSameRule = (before: EffectiveRule | undefined, after: EffectiveRule | undefined) => boolean;

/**
 * Every two rules of which one lets some call of a tool pass in the first version and the other, which is not the same
 * rule, lets it pass in the second, with such a call that both engines decide so. Both versions have one envelope.
 */
export function movedCalls(
  before: TenantSide,
  after: TenantSide,
  tool: string,
  isSame: IsSameRule,
): { readonly moved: readonly MovedCalls[]; readonly undecided: readonly string[] } {
  const algebra = algebraOf(before.workspace);
  algebra.begin();
  const moved = new Map<string, MovedCalls>();
  const undecided = new Set<string>();
  try {
    const atoms = createAtomTable(algebra);
    const from = modelTool(before.workspace, before.policy, tool, atoms);
    const to = modelTool(after.workspace, after.policy, tool, atoms);
    if (from.denied || to.denied) return { moved: [], undecided: [] };
    const solver = createShowingSolver(
      withLongTexts(callSpace(before.workspace, before.policy.tenantId, algebra)),
    );
    const passing = { solver, onlyPassing: true };
    for (const first of walkTool(from, everyCall, passing)) {
      for (const second of walkTool(to, first.store, passing)) {
        const [was, is] = [ruleOf(first.by), ruleOf(second.by)];
        const key = JSON.stringify([was?.name ?? null, is?.name ?? null]);
        if (isSame(was, is) || moved.has(key)) continue;
        const found = solver.callOf(second.store);
        const calls = found === undefined ? [] : likelyContexts(found, [from, to], before.policy.tenantId);
        const shown = firstShown(calls, before, after, tool, first, second);
        if (shown === undefined) undecided.add('it hangs on what the context holds which rule counts a call');
        else moved.set(key, { from: was, to: is, ...shown });
      }
    }
  } catch (error) {
    if (error instanceof OverBudget) undecided.add(error.budget);
    else if (error instanceof PolicyError) undecided.add(error.message);
    else throw error;
  }
  return { moved: [...moved.values()], undecided: [...undecided] };
}

function ruleOf(by: Decider): EffectiveRule | undefined {
  return by.kind === 'condition' || by.kind === 'action' ? by.rule.linked.source : undefined;
}

type Shown = Pick<MovedCalls, 'was' | 'is' | 'witness'>;

/** The first call that both engines decide by these rules. */
function firstShown(
  calls: Iterable<{ readonly arguments: Witness['arguments']; readonly context: Witness['context'] }>,
  before: TenantSide,
  after: TenantSide,
  tool: ToolModel['tool'],
  first: Outcome,
  second: Outcome,
): Shown | undefined {
  for (const { arguments: args, context } of calls) {
    const witness: Witness = { tool, arguments: args, context, kind: 'decision' };
    const call = { tool, arguments: args, context };
    const was = witnessEngine(before.workspace).decide(call);
    const is = witnessEngine(after.workspace).decide(call);
    if (isDecidedSo(was, first) && isDecidedSo(is, second)) return { was, is, witness };
  }
  return undefined;
}

/** A rule with a limit shows itself by it. */
function isDecidedSo({ action, limits = [] }: Decision, outcome: Outcome): boolean {
  if (action !== outcome.action || limits === 'not_evaluable') return false;
  const rule = ruleOf(outcome.by);
  const counted = limits.find(({ scope }) => scope === 'rule')?.name;
  return counted === (rule?.rule.rateLimit === undefined ? undefined : rule.name);
}
