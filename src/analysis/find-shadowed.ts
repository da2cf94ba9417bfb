import { NO, YES } from '../engine/ask/answer.ts';
import { PolicyError } from '../engine/compile/policy-error.ts';
import { createTextLanguages } from '../engine/compile/text-languages.ts';
import type { ArgumentPath } from '../model/argument-path.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import { algebraOf, callSpace } from './analysis-session.ts';
import type { DeadPart, RulePart } from './find-unreachable.ts';
import { noAnswer, notNo, yesAnswer } from './language/answer-set.ts';
import type { LanguageAlgebra } from './language/language-algebra.ts';
import { OverBudget } from './language/over-budget.ts';
import { type CoverWork, coverWork, smallestCover } from './smallest-cover.ts';
import { type AtomTable, createAtomTable } from './space/atom.ts';
import { type CallSolver, createCallSolver } from './space/call-solver.ts';
import { demandAll, everyCall, type Store } from './space/store.ts';
import { type ConditionModel, modelTool, type RuleModel, type ToolModel } from './space/tool-model.ts';
import { branchesOf } from './walk/branches.ts';

/**
 * The conditions of a tenant's rules that deny, or ask for approval, of no call what they name: each call that holds
 * nothing else, as single values or, below `[*]`, as lists of them, is decided before. They may still stop mixed lists
 * and what cannot be judged, so that they are not unreachable; but what they were written for passes them by. Nothing
 * where it cannot be told.
 */
export function findShadowed(
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
): readonly DeadPart[] {
  const algebra = algebraOf(workspace);
  algebra.begin();
  try {
    const atoms = createAtomTable(algebra);
    const model = modelTool(workspace, policy, tool, atoms);
    const start = model.denied ? undefined : withSingleValues(model, atoms, algebra);
    if (start === undefined) return [];
    const solver = createCallSolver(callSpace(workspace, policy.tenantId, algebra));
    return shadowed(model, start, solver);
  } catch (error) {
    if (error instanceof OverBudget || error instanceof PolicyError) return [];
    throw error;
  }
}

function shadowed(model: ToolModel, start: Store, solver: CallSolver): readonly DeadPart[] {
  const parts = [
    ...model.baseline.flatMap((rule) => partsOf(rule, true)),
    ...model.rules.flatMap((rule) => partsOf(rule, false)),
  ];
  const met = metConditions(parts, start, solver);
  const work = coverWork();
  return parts.flatMap((part, at) => {
    const { condition, inBaseline } = part;
    if (inBaseline || condition === undefined || condition.action === 'allow' || met.has(condition))
      return [];
    const kept = coveringParts(parts.slice(0, at), part, start, solver, work);
    return kept.length === 0 ? [] : [{ ...linkedPart(part), coveredBy: kept.map(linkedPart) }];
  });
}

interface Part {
  readonly rule: RuleModel;
  readonly condition?: ConditionModel;
  /** There, asking for approval decides nothing yet. */
  readonly inBaseline: boolean;
}

function partsOf(rule: RuleModel, inBaseline: boolean): readonly Part[] {
  const conditions = rule.conditions.map((condition) => ({ rule, condition, inBaseline }));
  return rule.linked.onAction === undefined ? conditions : [...conditions, { rule, inBaseline }];
}

function linkedPart({ rule, condition }: Part): RulePart {
  return { rule: rule.linked, ...(condition === undefined ? {} : { condition: condition.linked }) };
}

/** Ways through the conditions that are kept apart at once. */
const mostOpen = 200;

/** The conditions of which some call that comes to them gets a yes on every path. */
function metConditions(
  parts: readonly Part[],
  start: Store,
  solver: CallSolver,
): ReadonlySet<ConditionModel> {
  const met = new Set<ConditionModel>();
  let open: readonly Store[] = [start];
  for (const { rule, condition, inBaseline } of parts) {
    if (condition === undefined) {
      if (inBaseline && rule.linked.onAction?.action !== 'deny') continue;
      break;
    }
    if (open.some((store) => isMet(condition, store, solver))) met.add(condition);
    const next = open.flatMap((store) => {
      const branches = branchesOf(condition, store);
      const isFloor = inBaseline && condition.action !== 'deny';
      return [...branches.next, ...branches.floor, ...(isFloor ? branches.decides : [])];
    });
    open = next.filter((store) => solver.hasCall(store));
    if (open.length > mostOpen) throw new OverBudget('ways through the conditions');
  }
  return met;
}

function isMet({ atoms }: ConditionModel, store: Store, solver: CallSolver): boolean {
  let narrowed: Store | undefined = store;
  for (const atom of atoms) {
    narrowed = narrowed === undefined ? undefined : demandAll(narrowed, atom, yesAnswer);
  }
  return narrowed !== undefined && solver.hasCall(narrowed);
}

function coveringParts(
  earlier: readonly Part[],
  part: Part,
  start: Store,
  solver: CallSolver,
  work: CoverWork,
): readonly Part[] {
  const { condition } = part;
  if (condition === undefined) return [];
  const isPassedBehind = (kept: readonly Part[]): boolean =>
    !metConditions([...kept, part], start, solver).has(condition);
  return smallestCover(earlier, isPassedBehind, work);
}

/** Calls in which every path that is read value by value holds one value that can be read as text, or none. */
function withSingleValues(model: ToolModel, atoms: AtomTable, algebra: LanguageAlgebra): Store | undefined {
  const asked = [...model.baseline, ...model.rules].flatMap(({ conditions }) =>
    conditions.flatMap((condition) => condition.atoms),
  );
  const whole = new Set(asked.flatMap(({ wholeOnly, path }) => (wholeOnly ? [path.text] : [])));
  const paths = new Map(asked.map(({ path }) => [path.text, path]));
  let store: Store | undefined = everyCall;
  for (const path of paths.values()) {
    if (whole.has(path.text) || path.segments.some(({ kind }) => kind === 'each')) continue;
    // It says no to every text, and to what is read as one; a list is told from them by what sees it as a whole.
    store = store && demandAll(store, atoms.textAtom(path, algebra.none), noAnswer);
    store = store && demandAll(store, notListAtom(path, atoms), notNo);
  }
  return store;
}

/** Says no to a list, unclear to anything else, and yes where nothing is. */
function notListAtom(path: ArgumentPath, atoms: AtomTable): ReturnType<AtomTable['atomOf']> {
  const options = { values: new Set<string>(), types: new Set<string>(), contextKeys: [] };
  return atoms.atomOf(
    {
      path,
      wholeOnly: true,
      readsElements: false,
      readsWhole: false,
      matcher: {
        kind: 'any_of',
        ifAbsent: YES,
        matchers: [
          { kind: 'contains', ifAbsent: NO, options },
          { kind: 'exists', ifAbsent: YES, exists: false },
        ],
      },
    },
    createTextLanguages(),
  );
}
