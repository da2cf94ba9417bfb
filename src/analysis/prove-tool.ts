import { PolicyError } from '../engine/compile/policy-error.ts';
import type { Decision } from '../model/decision.ts';
import type { Witness } from '../model/finding.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import { algebraOf, boundedOnlyBy, callSpace, fullyEnforced } from './analysis-session.ts';
import { type EscapeKind, type EscapeSearch, escapeSearch } from './escape/escape-search.ts';
import { isDecidedBy } from './escape/is-decided-by.ts';
import { notYes, yesAnswer } from './language/answer-set.ts';
import type { TellingText } from './escape/telling-values.ts';
import { OverBudget } from './language/over-budget.ts';
import { type DecidingPart, decidingPart } from './deciding-part.ts';
import { createAtomTable } from './space/atom.ts';
import { type CallParts, type CallSolver, createCallSolver } from './space/call-solver.ts';
import { likelyContexts } from './space/likely-contexts.ts';
import { demandAll, demandSome, everyCall, type Store } from './space/store.ts';
import { queryAsked, whyQueryIsOpen } from './space/suppositions.ts';
import { type BoundaryModel, modelTool, type ToolModel } from './space/tool-model.ts';
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
export function proveTool(workspace: EffectiveWorkspace, policy: EffectivePolicy, tool: string): ToolProof {
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
  readonly workspace: EffectiveWorkspace;
  readonly policy: EffectivePolicy;
  readonly model: ToolModel;
  readonly bounded: readonly Bounded[];
  /** Queries, of which nothing is known here, may answer anything. */
  readonly possible: CallSolver;
  /** Queries say yes. */
  readonly sure: CallSolver;
}

function prepare(workspace: EffectiveWorkspace, policy: EffectivePolicy, tool: string): Preparation {
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
    sure: createCallSolver({ ...space, anyQueryAnswer: false }),
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
  for (const store of [unstopped, leaves]) {
    if (store === undefined || !proof.sure.hasCall(store)) continue;
    const found = tellingEscape(proof, outcome, bounded, store);
    if (found !== undefined) return found;
  }
  return whyUnsure(leaves);
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
): Escape | undefined {
  const { telling, aims } = bounded.search();
  const base = proof.sure.callOf(store);
  if (base === undefined) return undefined;
  const check = (parts: CallParts | undefined, kind: EscapeKind, tenant?: string): Escape | undefined => {
    const leak = parts === undefined ? undefined : checked(proof, outcome, bounded, parts, kind);
    return leak === undefined || tenant === undefined ? leak : { ...leak, foreign: tenant };
  };
  const tried = (kind: EscapeKind, texts: readonly TellingText[]): Escape | undefined =>
    firstOf(texts, ({ text, tenant }) => check(withText(base, bounded.boundary, text), kind, tenant));
  const aimed = (kind: EscapeKind): Escape | undefined =>
    firstOf(aims, (aim) => {
      const narrowed = aim.kind === kind ? aim.narrow(store) : undefined;
      return check(narrowed === undefined ? undefined : proof.sure.callOf(narrowed), kind, aim.tenant);
    });
  return (
    tried('foreign', telling.foreign) ??
    aimed('foreign') ??
    tried('outside', telling.outside) ??
    aimed('outside') ??
    aimed('noncanonical')
  );
}

/** The call with another text as the bounded argument, where that is one top-level text of the call. */
function withText(parts: CallParts, { entry }: BoundaryModel, text: string): CallParts | undefined {
  const [first, ...deeper] = entry.path.segments;
  if (first?.kind !== 'key' || entry.path.root === 'result') return undefined;
  if (deeper.length > 0) return undefined;
  return { ...parts, [entry.path.root]: { ...parts[entry.path.root], [first.key]: text } };
}

/** The escape, if the engine decides the call as claimed. */
function checked(
  { workspace, policy, model }: Preparation,
  { action, by }: Outcome,
  { boundary }: Bounded,
  found: CallParts,
  kind: EscapeKind,
): Escape | undefined {
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

function whyUnsure({ demands }: Store): string {
  for (const { matcher } of demands.keys()) {
    const query = queryAsked(matcher);
    if (query !== undefined) return whyQueryIsOpen(query);
  }
  return 'it hangs on what the context holds, or on the length of a long text';
}

function distinct(undecided: ToolProof['undecided']): ToolProof['undecided'] {
  return [...new Map(undecided.map((item) => [`${item.path} ${item.why}`, item])).values()];
}
