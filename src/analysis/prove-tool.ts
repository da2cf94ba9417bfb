import { PolicyError } from '../engine/compile/policy-error.ts';
import type { Decision } from '../model/decision.ts';
import type { Witness } from '../model/finding.ts';
import type { EffectivePolicy } from '../model/workspace.ts';
import type { AnalysedWorkspace } from './analysed-workspace.ts';
import { algebraOf, boundedOnlyBy, callSpace, fullyEnforced } from './analysis-session.ts';
import { type DecidingPart, decidingPart } from './deciding-part.ts';
import { type EscapeKind, type EscapeSearch, escapeSearch } from './escape/escape-search.ts';
import { isDecidedBy } from './escape/is-decided-by.ts';
import { othersWithin } from './escape/others-within.ts';
import type { TellingValue } from './escape/telling-values.ts';
import { notYes, yesAnswer } from './language/answer-set.ts';
import { OverBudget } from './language/over-budget.ts';
import { queryAsked, whyQueryIsOpen } from './query/query-asked.ts';
import type { QueryJudge } from './query/query-judge.ts';
import { createAtomTable } from './space/atom.ts';
import { type CallParts, type CallSolver, createCallSolver } from './space/call-solver.ts';
import { likelyContexts } from './space/likely-contexts.ts';
import { demandAll, demandSome, everyCall, type Store } from './space/store.ts';
import { type BoundaryModel, modelTool, type ToolModel } from './space/tool-model.ts';
import { callWithValue, textsInValue, valueInCall } from './value-in-call.ts';
import { deciderKey } from './walk/decider.ts';
import { withoutIdleDenies } from './walk/idle-denies.ts';
import { type Outcome, walkTool } from './walk/walk-tool.ts';
import { quickEngine, witnessEngine } from './witness-engine.ts';

/** A call that leaves a tenant's boundary although the tenant's rules let it pass; decided by the engine. */
export interface Escape {
  readonly through: 'allow' | 'approval';
  /** The bounded argument that leaves. */
  readonly path: string;
  readonly boundary: BoundaryModel['entry'];
  readonly by: DecidingPart;
  readonly witness: Witness;
  /** The tenant whose boundary it lands in. */
  readonly foreign?: string;
  /** An enforced boundary stops it all the same. */
  readonly stopped: boolean;
  /** What is decided without boundaries. */
  readonly decision: Decision;
}

/** What is known of a tool: it is proved where there is no escape and nothing is undecided. */
export interface ToolProof {
  readonly escapes: readonly Escape[];
  readonly undecided: readonly { readonly path?: string; readonly why: string }[];
}

/**
 * Whether any call of the tool that the tenant's rules allow or hold leaves the tenant's boundary (`language.md`,
 * "Boundaries"). One escape for each part of the policy that lets calls out, each bounded argument, and way through:
 * the most telling one.
 */
export function proveTool(workspace: AnalysedWorkspace, policy: EffectivePolicy, tool: string): ToolProof {
  const algebra = algebraOf(workspace);
  algebra.begin();
  const undecided: { path?: string; why: string }[] = [];
  const best = new Map<string, Escape>();
  try {
    const proof = prepare(workspace, policy, tool);
    for (const outcome of walkTool(proof.model, everyCall, {
      solver: proof.possible,
      withoutBoundaries: true,
      onlyPassing: true,
    })) {
      for (const bounded of proof.bounded) {
        const key = `${deciderKey(outcome.by)} ${bounded.boundary.entry.path.text} ${outcome.action}`;
        const before = best.get(key);
        if (before?.witness.kind === 'foreign' && !(before.stopped && !bounded.enforced)) continue;
        const found = findEscape(proof, outcome, bounded);
        if (typeof found === 'string') undecided.push({ path: bounded.boundary.entry.path.text, why: found });
        else if (found !== undefined && (before === undefined || isMoreTelling(found, before)))
          best.set(key, found);
      }
    }
  } catch (error) {
    if (error instanceof OverBudget) undecided.push({ why: `${error.message}` });
    // What cannot be compiled is an error of its own.
    else if (!(error instanceof PolicyError)) throw error;
  }
  return { escapes: [...best.values()], undecided: distinct(undecided) };
}

interface Bounded {
  readonly boundary: BoundaryModel;
  readonly enforced: boolean;
  /** Made when a call that leaves is found: a proof needs none. */
  readonly search: () => EscapeSearch;
}

interface Preparation {
  readonly workspace: AnalysedWorkspace;
  readonly policy: EffectivePolicy;
  readonly model: ToolModel;
  readonly bounded: readonly Bounded[];
  /** Queries may answer anything, so that no call is missed. */
  readonly possible: CallSolver;
  /** Queries answer as they do, of values that are tried. */
  readonly sure: CallSolver;
  readonly judge: QueryJudge;
}

function prepare(workspace: AnalysedWorkspace, policy: EffectivePolicy, tool: string): Preparation {
  const algebra = algebraOf(workspace);
  const atoms = createAtomTable(algebra);
  const whole = modelTool(workspace, policy, tool, atoms);
  const declared = fullyEnforced(workspace);
  const boundaries =
    declared === workspace ? whole.boundaries : modelTool(declared, policy, tool, atoms).boundaries;
  const model = withoutIdleDenies(whole, boundaries, workspace.envelope.required);
  const enforced = new Set(model.boundaries.map(({ entry }) => entry));
  const space = callSpace(workspace, policy.tenantId, algebra);
  return {
    workspace,
    policy,
    model,
    bounded: model.denied
      ? []
      : boundaries.map((boundary) => ({
          boundary,
          enforced: enforced.has(boundary.entry),
          search: once(() => escapeSearch(workspace, policy, tool, boundary, { atoms, algebra })),
        })),
    possible: createCallSolver(space),
    sure: createCallSolver({ ...space, queries: 'judged' }),
    judge: space.judge,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** An escape, none, or why nobody can tell. */
function findEscape(proof: Preparation, outcome: Outcome, bounded: Bounded): Escape | string | undefined {
  const { boundary, enforced } = bounded;
  const leaves = demandSome(outcome.store, boundary.atom, notYes);
  if (leaves === undefined || !proof.possible.hasCall(leaves)) return undefined;
  // What nothing stops is worse than what the enforced boundaries stop.
  const unstopped = enforced ? undefined : withinEnforced(leaves, proof.model);
  const atoms = proof.bounded.map((each) => each.boundary.atom);
  for (const store of [unstopped, othersWithin(leaves, boundary.atom, atoms), leaves]) {
    const base = store === undefined ? undefined : baseOf(proof, boundary, store);
    if (store === undefined || base === undefined) continue;
    const found = tellingEscape(proof, outcome, bounded, store, base);
    if (found !== undefined) return found;
  }
  return whyUnsure(leaves, proof.judge);
}

/** A call of the store; where it has a query that nobody could be sure of, one in which another may be tried. */
function baseOf({ sure, possible }: Preparation, { atom }: BoundaryModel, store: Store): Base | undefined {
  const found = sure.callOf(store);
  if (found !== undefined) return { parts: found, isSure: true };
  const like = queryAsked(atom.matcher) === undefined ? undefined : possible.callOf(store);
  return like === undefined ? undefined : { parts: like, isSure: false };
}

interface Base {
  readonly parts: CallParts;
  readonly isSure: boolean;
}

function withinEnforced(store: Store, { boundaries }: ToolModel): Store | undefined {
  let within: Store | undefined = store;
  for (const { atom } of boundaries) {
    if (within === undefined) return undefined;
    within = demandAll(within, atom, yesAnswer);
  }
  return within;
}

function tellingEscape(
  proof: Preparation,
  outcome: Outcome,
  bounded: Bounded,
  store: Store,
  base: Base,
): Escape | undefined {
  const { telling, aims, landingOf } = bounded.search();
  const { path } = bounded.boundary.entry;
  const check = (parts: CallParts | undefined, kind: EscapeKind, tenant?: string): Escape | undefined => {
    const leak = parts === undefined ? undefined : checked(proof, outcome, bounded, parts, kind);
    return leak === undefined || tenant === undefined ? leak : { ...leak, foreign: tenant };
  };
  const tried = (kind: EscapeKind, values: readonly TellingValue[]): Escape | undefined =>
    firstOf(values, ({ value, tenant }) => {
      const known = tenant === undefined ? landingOf?.(value).kind : undefined;
      return check(callWithValue(base.parts, path, value), known ?? kind, tenant);
    });
  const aimed = (kind: EscapeKind): Escape | undefined =>
    // Where no call is known, none is of fewer.
    firstOf(base.isSure ? aims : [], (aim) => {
      const narrowed = aim.kind === kind ? aim.narrow(store) : undefined;
      return check(narrowed === undefined ? undefined : proof.sure.callOf(narrowed), kind, aim.tenant);
    });
  // A query tells by what it says where it leads.
  const query = base.isSure ? landingOf?.(valueInCall(base.parts, path)) : undefined;
  const asFound = (kinds: readonly EscapeKind[]): Escape | undefined =>
    query !== undefined && kinds.includes(query.kind)
      ? check(base.parts, query.kind, query.tenant)
      : undefined;
  return (
    tried('foreign', telling.foreign) ??
    asFound(['foreign']) ??
    aimed('foreign') ??
    tried('outside', telling.outside) ??
    asFound(['outside', 'noncanonical']) ??
    aimed('outside') ??
    aimed('noncanonical')
  );
}

/** The escape, if the engine decides the call as claimed. */
function checked(
  { workspace, policy, model, judge }: Preparation,
  { action, by }: Outcome,
  { boundary }: Bounded,
  found: CallParts,
  kind: EscapeKind,
): Escape | undefined {
  // What the database cannot read shows nothing.
  const isSql = queryAsked(boundary.atom.matcher) === 'sql';
  if (isSql && !textsInValue(valueInCall(found, boundary.entry.path)).every(judge.isQuery)) return undefined;
  const part = decidingPart(by);
  for (const parts of likelyContexts(found, [model], policy.tenantId)) {
    const call = { tool: model.tool, ...parts };
    const bounded = quickEngine(boundedOnlyBy(workspace, model.tool, boundary.entry)).decide(call);
    if (bounded.code !== 'boundary') continue;
    const decision = witnessEngine(workspace).decide(call, { without: { boundaries: true } });
    if (decision.action !== action || !isDecidedBy(witnessEngine(workspace), call, part)) continue;
    const stopped = witnessEngine(workspace).decide(call).action === 'deny';
    return {
      through: action === 'allow' ? 'allow' : 'approval',
      path: boundary.entry.path.text,
      boundary: boundary.entry,
      by: part,
      witness: { ...call, kind },
      stopped,
      decision,
    };
  }
  return undefined;
}

function firstOf<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

const ranks: readonly Witness['kind'][] = ['foreign', 'outside', 'noncanonical'];

function isMoreTelling(one: Escape, other: Escape): boolean {
  if (one.stopped !== other.stopped) return other.stopped;
  const rank = ranks.indexOf(one.witness.kind) - ranks.indexOf(other.witness.kind);
  return rank < 0 || (rank === 0 && sizeOf(one) < sizeOf(other));
}

function sizeOf({ witness }: Escape): number {
  return JSON.stringify(witness.arguments).length;
}

function whyUnsure({ demands }: Store, { readsSql }: QueryJudge): string {
  for (const { matcher } of demands.keys()) {
    const query = queryAsked(matcher);
    if (query === undefined) continue;
    if (query === 'sql' && !readsSql) return `${whyQueryIsOpen(query)}: there is no grammar to read one with`;
    return `${whyQueryIsOpen(query)}, and no ${query === 'sql' ? 'query' : 'filter'} that was tried gets out`;
  }
  return 'it hangs on what the context holds, or on the length of a long text';
}

function distinct(undecided: ToolProof['undecided']): ToolProof['undecided'] {
  return [...new Map(undecided.map((item) => [`${item.path} ${item.why}`, item])).values()];
}
