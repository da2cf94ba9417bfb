import type { LinkedCondition, LinkedRule } from '../engine/compile/linked-tool.ts';
import { PolicyError } from '../engine/compile/policy-error.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import { algebraOf, callSpace } from './analysis-session.ts';
import { OverBudget } from './language/over-budget.ts';
import { type CoverWork, coverWork, smallestCover } from './smallest-cover.ts';
import { createAtomTable } from './space/atom.ts';
import { type CallSolver, createCallSolver } from './space/call-solver.ts';
import { everyCall } from './space/store.ts';
import { modelTool, type RuleModel, type ToolModel } from './space/tool-model.ts';
import { type Decider, walkTool } from './walk/walk-tool.ts';

/** A part of a rule: one of its conditions, or its own action where `condition` is absent. */
export interface RulePart {
  readonly rule: LinkedRule;
  readonly condition?: LinkedCondition;
}

/** A part of a tenant's rules that never says anything of any call of a tool. */
export interface DeadPart extends RulePart {
  /** Earlier parts without which it would: none where no value satisfies the condition itself. */
  readonly coveredBy: readonly RulePart[];
}

export interface Reachability {
  readonly dead: readonly DeadPart[];
  /** The last part that decides whatever comes to it, where another part follows that is dead for it alone. */
  readonly always: RulePart | undefined;
  /** Why it could not be told. */
  readonly undecided: readonly string[];
}

/**
 * The conditions and actions of a tenant's rules for a tool that never decide, deny or hold back a call, with the
 * boundaries left aside. That a text is too long for them to read does not count: a smaller one must do.
 */
export function findUnreachable(
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
): Reachability {
  const algebra = algebraOf(workspace);
  algebra.begin();
  try {
    const model = modelTool(workspace, policy, tool, createAtomTable(algebra));
    if (model.denied) return { dead: [], always: undefined, undecided: [] };
    const solver = createCallSolver(callSpace(workspace, policy.tenantId, algebra));
    return reachability(model, solver);
  } catch (error) {
    if (error instanceof OverBudget) return { dead: [], always: undefined, undecided: [error.budget] };
    // What cannot be compiled is an error of its own.
    if (error instanceof PolicyError) return { dead: [], always: undefined, undecided: [] };
    throw error;
  }
}

function reachability(model: ToolModel, solver: CallSolver): Reachability {
  const reached = reachedParts(model, solver);
  const parts = model.rules.flatMap(partsOf);
  const dead: DeadPart[] = [];
  const work = coverWork();
  const undecided: string[] = [];
  try {
    for (const part of parts) {
      if (!reached.parts.has(keyOf(part)))
        dead.push({ ...part, coveredBy: coveringParts(model, parts, part, solver, work) });
    }
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
    undecided.push(error.budget);
  }
  const always = reached.toTheEnd ? undefined : lastReached(parts, reached.parts);
  return { dead, always, undecided };
}

interface Reached {
  readonly parts: ReadonlySet<object>;
  /** Some call comes to the default action. */
  readonly toTheEnd: boolean;
}

function reachedParts(model: ToolModel, solver: CallSolver): Reached {
  const parts = new Set<object>();
  let toTheEnd = false;
  const onReached = (by: Decider): void => {
    if (by.kind === 'condition') parts.add(by.condition.linked);
    if (by.kind === 'action') parts.add(by.rule.linked);
  };
  // Every outcome is drawn, so that every part has been asked.
  for (const { by } of walkTool(model, everyCall, { solver, withoutBoundaries: true, onReached })) {
    onReached(by);
    if (by.kind === 'default') toTheEnd = true;
  }
  return { parts, toTheEnd };
}

function partsOf({ linked }: RuleModel): readonly RulePart[] {
  return [
    ...linked.conditions.map((condition): RulePart => ({ rule: linked, condition })),
    ...(linked.onAction === undefined ? [] : [{ rule: linked }]),
  ];
}

function keyOf({ rule, condition }: RulePart): object {
  return condition ?? rule;
}

function lastReached(parts: readonly RulePart[], reached: ReadonlySet<object>): RulePart | undefined {
  return parts.findLast((part) => reached.has(keyOf(part)));
}

function coveringParts(
  model: ToolModel,
  parts: readonly RulePart[],
  dead: RulePart,
  solver: CallSolver,
  work: CoverWork,
): readonly RulePart[] {
  const own = parts.slice(
    0,
    parts.findIndex((part) => keyOf(part) === keyOf(dead)),
  );
  const isDeadBehind = (kept: readonly RulePart[]): boolean =>
    !reachedParts(withOnly(model, new Set([...kept, dead].map(keyOf))), solver).parts.has(keyOf(dead));
  return smallestCover([...model.baseline.flatMap(partsOf), ...own], isDeadBehind, work);
}

function withOnly(model: ToolModel, kept: ReadonlySet<object>): ToolModel {
  const reduced = (rule: RuleModel): RuleModel => ({
    linked: kept.has(rule.linked) ? rule.linked : { ...rule.linked, onAction: undefined },
    conditions: rule.conditions.filter(({ linked }) => kept.has(linked)),
  });
  return { ...model, baseline: model.baseline.map(reduced), rules: model.rules.map(reduced) };
}
