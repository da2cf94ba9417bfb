import type { ArgumentPath } from '../../model/argument-path.ts';
import type { Action } from '../../model/rule.ts';
import { largeAnswer, notYes, readAnswers, yesAnswer } from '../language/answer-set.ts';
import { OverBudget } from '../language/over-budget.ts';
import type { CallSolver } from '../space/call-solver.ts';
import { demandAll, demandKey, demandSome, type Store } from '../space/store.ts';
import type { BoundaryModel, ConditionModel, RuleModel, ToolModel } from '../space/tool-model.ts';
import { branchesOf, given } from './branches.ts';

/** What decided, or set the floor. */
export type Decider =
  | { readonly kind: 'tenant' }
  | { readonly kind: 'boundary'; readonly boundary: BoundaryModel }
  | { readonly kind: 'condition'; readonly rule: RuleModel; readonly condition: ConditionModel }
  | { readonly kind: 'action'; readonly rule: RuleModel }
  | { readonly kind: 'default' };

/** Some calls that are all decided alike, by the same part of the policy. There is at least one. */
export interface Outcome {
  readonly store: Store;
  readonly action: Action;
  readonly by: Decider;
}

export interface WalkOptions {
  readonly solver: CallSolver;
  /** Without step 3. */
  readonly withoutBoundaries?: boolean;
  /** Only what is allowed or held matters: denied calls are not followed up. */
  readonly onlyPassing?: boolean;
  /** Told of every condition and action that some call makes say something: it decides, denies or is a floor. */
  readonly onReached?: (by: Decider) => void;
}

/** Calls that are still undecided. */
interface Open {
  readonly store: Store;
  /** An allow will need approval. */
  readonly held: boolean;
}

/** Ways through the conditions that are kept apart at once. */
const mostOpen = 400;

/**
 * Goes through the steps 3 to 5 with all calls of a store at once and gives every outcome that some call has. An outcome
 * may come several times, with other calls. Throws `OverBudget`.
 */
export function* walkTool(model: ToolModel, start: Store, options: WalkOptions): Generator<Outcome> {
  if (model.denied) {
    yield { store: start, action: 'deny', by: { kind: 'tenant' } };
    return;
  }
  const walk = createWalk(options);
  let open: readonly Open[] = [{ store: start, held: false }];
  if (options.withoutBoundaries !== true) {
    for (const boundary of model.boundaries) open = yield* walk.boundary(open, boundary);
  }
  for (const rule of model.baseline) {
    for (const condition of rule.conditions) open = yield* walk.baselineCondition(open, rule, condition);
    open = yield* walk.baselineAction(open, rule);
  }
  for (const rule of model.rules) {
    for (const condition of rule.conditions) open = yield* walk.condition(open, model, rule, condition);
    open = yield* walk.action(open, model, rule);
  }
  for (const { store, held } of open) {
    const action = passing(model.defaultAction, held, model);
    if (action !== 'deny' || options.onlyPassing !== true) yield { store, action, by: { kind: 'default' } };
  }
}

/** What an action comes to after floors and the plan. */
function passing(action: Action, held: boolean, model: ToolModel): Action {
  return action === 'allow' && (held || model.planHolds) ? 'require_approval' : action;
}

type Step<Args extends readonly unknown[]> = (
  open: readonly Open[],
  ...args: Args
) => Generator<Outcome, readonly Open[]>;

interface Walk {
  readonly boundary: Step<[BoundaryModel]>;
  readonly baselineCondition: Step<[RuleModel, ConditionModel]>;
  readonly baselineAction: Step<[RuleModel]>;
  readonly condition: Step<[ToolModel, RuleModel, ConditionModel]>;
  readonly action: Step<[ToolModel, RuleModel]>;
}

function createWalk({ solver, onlyPassing, onReached }: WalkOptions): Walk {
  const possible = (stores: readonly Store[]): Store[] => stores.filter((store) => solver.hasCall(store));
  const goOn = (stores: readonly Store[], held: boolean): Open[] =>
    possible(stores).map((store) => ({ store, held }));

  function* deny(stores: readonly Store[], by: Decider): Generator<Outcome> {
    if (onlyPassing === true && onReached === undefined) return;
    const reached = possible(stores);
    if (reached.length > 0) onReached?.(by);
    if (onlyPassing !== true) for (const store of reached) yield { store, action: 'deny', by };
  }

  function* decide(
    stores: readonly Store[],
    held: boolean,
    action: Action,
    by: Extract<Decider, { readonly rule: RuleModel }>,
    named: readonly ArgumentPath[],
    model: ToolModel,
  ): Generator<Outcome> {
    if (action === 'deny') {
      yield* deny(stores, by);
      return;
    }
    const closes = by.rule.linked.source.rule.closedArguments;
    const kept = closes ? stores.map((store) => ({ ...store, closed: [...store.closed, named] })) : stores;
    const reached = possible(kept);
    if (reached.length > 0) onReached?.(by);
    for (const store of reached) yield { store, action: passing(action, held, model), by };
    if (closes)
      yield* deny(
        stores.map((store) => ({ ...store, broken: [...store.broken, named] })),
        by,
      );
  }

  return {
    *boundary(open, boundary) {
      const { atom } = boundary;
      const by: Decider = { kind: 'boundary', boundary };
      for (const { store } of open) {
        const read = demandAll(store, atom, readAnswers);
        const failed = read === undefined ? [] : given(demandSome(read, atom, notYes));
        yield* deny([...failed, ...given(demandSome(store, atom, largeAnswer))], by);
      }
      return distinct(
        open.flatMap(({ store, held }) => goOn(given(demandAll(store, atom, yesAnswer)), held)),
      );
    },
    *baselineCondition(open, rule, condition) {
      const by: Decider = { kind: 'condition', rule, condition };
      const next: Open[] = [];
      for (const { store, held } of open) {
        const branches = branchesOf(condition, store);
        const isDeny = condition.action === 'deny';
        yield* deny([...branches.denies, ...(isDeny ? branches.decides : [])], by);
        const floors = isDeny ? [] : goOn([...branches.decides, ...branches.floor], true);
        if (floors.length > 0) onReached?.(by);
        next.push(...floors, ...goOn(branches.next, held));
      }
      return distinct(next);
    },
    *baselineAction(open, rule) {
      const { onAction } = rule.linked;
      if (onAction === undefined) return open;
      const by: Decider = { kind: 'action', rule };
      if (onAction.action === 'deny') {
        for (const { store } of open) yield* deny([store], by);
        return [];
      }
      if (open.length > 0) onReached?.(by);
      return distinct(open.map(({ store }) => ({ store, held: true })));
    },
    *condition(open, model, rule, condition) {
      const by: Decider = { kind: 'condition', rule, condition };
      const named = [...condition.atoms.map(({ path }) => path).filter(isArgument), ...model.boundaryPaths];
      const next: Open[] = [];
      for (const { store, held } of open) {
        const branches = branchesOf(condition, store);
        yield* deny(branches.denies, by);
        yield* decide(branches.decides, held, condition.action, by, named, model);
        if (held && onReached === undefined) {
          // A second floor changes nothing: what has one goes on as one set.
          next.push(...goOn(branches.goesOn, true));
          continue;
        }
        const floors = goOn(branches.floor, true);
        if (floors.length > 0) onReached?.(by);
        next.push(...floors, ...goOn(branches.next, held));
      }
      return distinct(next);
    },
    *action(open, model, rule) {
      const { onAction } = rule.linked;
      if (onAction === undefined) return open;
      for (const { store, held } of open) {
        yield* decide([store], held, onAction.action, { kind: 'action', rule }, model.boundaryPaths, model);
      }
      return [];
    },
  };
}

function isArgument({ root }: ArgumentPath): boolean {
  return root === 'arguments';
}

/** Each set of calls once. Throws `OverBudget` where there are too many. */
function distinct(open: readonly Open[]): readonly Open[] {
  const byKey = new Map(open.map((item) => [`${item.held} ${demandKey(item.store.demands)}`, item]));
  if (byKey.size > mostOpen) throw new OverBudget('ways through the conditions');
  return [...byKey.values()];
}
