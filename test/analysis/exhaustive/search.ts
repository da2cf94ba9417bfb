import type { Decision } from '../../../src/model/decision.ts';
import type { Action } from '../../../src/model/rule.ts';
import { type ClaimedDecision, type Part, partName } from './claims.ts';
import { generateCalls } from './generate-calls.ts';
import type { SearchCase } from './search-case.ts';
import { callWith, type SearchedCall, userRoot } from './searched-call.ts';
import { createSide, type Side } from './side.ts';
import { surelyDeadParts, toolParts } from './tool-parts.ts';

/** A call that leaves a boundary. */
export interface FoundEscape {
  readonly through: 'allow' | 'approval';
  readonly path: string;
  /** Names of what decided in step 5, and of what the decision itself names where that is a floor. */
  readonly parts: readonly string[];
  readonly call: SearchedCall;
  /** Lands in the other tenant's boundary. */
  readonly foreign: boolean;
  /** Enforced boundaries stop it. */
  readonly stopped: boolean;
}

/** A call that the two versions decide differently. */
interface FoundChange {
  readonly from: ClaimedDecision;
  readonly to: ClaimedDecision;
  readonly call: SearchedCall;
}

/** What an exhaustive search of a case found: of each kind the first call, by what tells the kinds apart. */
export interface SearchResult {
  readonly case: SearchCase;
  readonly before: Side;
  readonly after: Side;
  /** How many calls were decided, and one of each class of them. */
  readonly calls: number;
  readonly representatives: readonly SearchedCall[];
  readonly escapes: ReadonlyMap<string, FoundEscape>;
  /** By action before and action after. */
  readonly changes: ReadonlyMap<string, FoundChange>;
  /** Conditions and actions that some call reaches so that they decide, deny as unclear or are a floor. */
  readonly reached: ReadonlyMap<string, SearchedCall>;
  /** All conditions and actions of the tool's rules, and those that no call can reach whatever they ask. */
  readonly parts: readonly Part[];
  readonly surelyDead: readonly Part[];
}

/** Decides all calls of the search with the engine, and looks closely at one of each class. */
export function search(tried: SearchCase): SearchResult {
  const before = createSide(tried.before);
  const after = createSide(tried.after);
  const seen = new Map<string, Action>();
  const found = { escapes: new Map(), changes: new Map(), reached: new Map() };
  const representatives: SearchedCall[] = [];
  let calls = 0;
  for (const { call, class: name } of generateCalls([before.loaded, after.loaded], tried.seed)) {
    calls += 1;
    const known = seen.get(name);
    if (known !== undefined) {
      const { action } = before.decideUnbounded(call);
      if (action !== known) throw new Error(`calls of one class part: ${JSON.stringify(call)}`);
      continue;
    }
    representatives.push(call);
    seen.set(name, lookClosely(call, before, after, found));
  }
  return {
    case: tried,
    before,
    after,
    calls,
    representatives,
    ...found,
    parts: isShut(before) ? [] : toolParts(before.loaded.policy),
    surelyDead: isShut(before) ? [] : surelyDeadParts(before.loaded.policy),
  };
}

/** No call of the tool gets as far as the rules. */
function isShut({ decideUnbounded }: Side): boolean {
  const { code } = decideUnbounded(callWith([[userRoot, 'a']]));
  return code === 'tenant_suspended' || code === 'not_entitled';
}

interface Found {
  readonly escapes: Map<string, FoundEscape>;
  readonly changes: Map<string, FoundChange>;
  readonly reached: Map<string, SearchedCall>;
}

function lookClosely(call: SearchedCall, before: Side, after: Side, found: Found): Action {
  const decision = before.decideUnbounded(call, { trace: true });
  for (const name of reachedParts(decision)) keepFirst(found.reached, name, call);
  for (const leak of escapesOf(call, decision, before)) {
    const { through, path, foreign, stopped, parts } = leak;
    keepFirst(found.escapes, [through, path, foreign, stopped, ...parts].join(' '), leak);
  }
  const [from, to] = [before.decide(call), after.decide(call)];
  if (from.action !== to.action) {
    const change = { from: decisionOf(from), to: decisionOf(to), call };
    keepFirst(found.changes, `${from.action} ${to.action}`, change);
  }
  return decision.action;
}

function keepFirst<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value);
}

/** The escapes that a call is, by the decision without boundaries; `decision` has a trace. */
export function escapesOf(call: SearchedCall, decision: Decision, side: Side): readonly FoundEscape[] {
  if (decision.action === 'deny') return [];
  const through = decision.action === 'allow' ? 'allow' : 'approval';
  const parts = [...new Set([deciderOf(decision), partName(decision.policy)])];
  const stopped = side.decide(call).action === 'deny';
  return side.boundaries.flatMap(({ path, ask, isForeign }) => {
    if (ask(call) !== 'outside') return [];
    return [{ through, path, parts, call, foreign: isForeign(call), stopped }];
  });
}

const deciding: ReadonlySet<string> = new Set(['allow', 'deny', 'require_approval']);

/** The condition, rule or default that ended step 5, floors aside. */
function deciderOf({ trace = [] }: Decision): string {
  return partName(trace.find(({ step, outcome }) => step === 'rules' && deciding.has(outcome)) ?? {});
}

/** Everything in step 5 that decided, was unclear in a deny, or was a floor. */
export function reachedParts({ trace = [] }: Decision): readonly string[] {
  const reaching = trace.filter(({ step, outcome, rule }) => {
    return step === 'rules' && rule !== undefined && (deciding.has(outcome) || stopping.has(outcome));
  });
  return reaching.map(partName);
}

const stopping: ReadonlySet<string> = new Set(['floor', 'unclear']);

/** The part of a decision that claims speak of. */
export function decisionOf({ action, code, policy }: Decision): ClaimedDecision {
  return {
    action,
    code,
    ...(policy.rule !== undefined && { rule: policy.rule }),
    ...(policy.condition !== undefined && { condition: policy.condition }),
  };
}
