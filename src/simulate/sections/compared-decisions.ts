import type { Action } from '../../model/rule.ts';
import { type ArgumentsShown, type CallRecord, callRecord } from '../call-record.ts';
import { decidedPlace } from '../decided-place.ts';
import type { JudgedCall } from '../judged-call.ts';

/** Decisions held against what was expected of them. */
export type ComparedDecisions = {
  /** Calls of which something was expected. */
  readonly compared: number;
  /** Of these, calls decided otherwise. */
  readonly differing: number;
  /** Calls decided otherwise of which the recording says that they may be; not among `differing`. */
  readonly optional: number;
  /** How many calls, by what was expected and what was decided: `allow>deny`, `require_approval|deny>allow`. */
  readonly matrix: { readonly [transition: string]: number };
  /** The first of the differing calls, by `seq`. */
  readonly calls: readonly DifferingCall[];
  /** All differing calls by what was expected and what decided, in the order in which they first occurred. */
  readonly groups: readonly DifferingGroup[];
};

type DifferingCall = {
  readonly seq: number;
  readonly source: { readonly file: string; readonly line?: number; readonly index: number };
  readonly tenant: string | null;
  readonly tool: string;
  readonly expected: readonly Action[];
  readonly decided: Action;
  /** That decided. */
  readonly rule: string | null;
  readonly why: string;
};

type DifferingGroup = {
  readonly count: number;
  readonly expected: readonly Action[];
  readonly decided: Action;
  /** The first of them, with its decision. */
  readonly example: CallRecord;
};

const mostCalls = 1000;

/** Gathers comparisons, in the order of the calls. */
export interface DecisionComparison {
  readonly compare: (judged: JudgedCall, expected: readonly Action[], optional: boolean) => void;
  readonly result: () => ComparedDecisions;
}

/** A comparison of nothing yet. */
export function createDecisionComparison(shown: ArgumentsShown): DecisionComparison {
  let [compared, differing, optionally] = [0, 0, 0];
  const matrix = new Map<string, number>();
  const calls: DifferingCall[] = [];
  const groups = new Map<string, DifferingGroup>();
  return {
    compare: (judged, expected, optional) => {
      compared += 1;
      const decided = judged.decision.action;
      const transition = `${expected.join('|')}>${decided}`;
      matrix.set(transition, (matrix.get(transition) ?? 0) + 1);
      if (expected.includes(decided)) return;
      if (optional) optionally += 1;
      if (optional) return;
      differing += 1;
      if (calls.length < mostCalls) calls.push(differingCall(judged, expected));
      const key = groupKey(expected, judged);
      const known = groups.get(key);
      groups.set(
        key,
        known === undefined
          ? { count: 1, expected, decided, example: callRecord(judged, shown) }
          : { ...known, count: known.count + 1 },
      );
    },
    result: () => ({
      compared,
      differing,
      optional: optionally,
      matrix: Object.fromEntries([...matrix].sort(byKey)),
      calls,
      groups: [...groups.values()],
    }),
  };
}

/** The comparison of two parts of one run. */
export function mergeComparedDecisions(one: ComparedDecisions, other: ComparedDecisions): ComparedDecisions {
  const matrix = new Map(Object.entries(one.matrix));
  for (const [transition, count] of Object.entries(other.matrix))
    matrix.set(transition, (matrix.get(transition) ?? 0) + count);
  return {
    compared: one.compared + other.compared,
    differing: one.differing + other.differing,
    optional: one.optional + other.optional,
    matrix: Object.fromEntries([...matrix].sort(byKey)),
    calls: [...one.calls, ...other.calls].sort((a, b) => a.seq - b.seq).slice(0, mostCalls),
    groups: mergeGroups([...one.groups, ...other.groups]),
  };
}

function mergeGroups(groups: readonly DifferingGroup[]): readonly DifferingGroup[] {
  const merged = new Map<string, DifferingGroup>();
  for (const group of groups.toSorted((a, b) => a.example.seq - b.example.seq)) {
    const key = JSON.stringify([group.expected, decidedPlace(group.example.decision)]);
    const known = merged.get(key);
    merged.set(key, known === undefined ? group : { ...known, count: known.count + group.count });
  }
  return [...merged.values()];
}

function differingCall(
  { seq, source, tenant, call, decision }: JudgedCall,
  expected: readonly Action[],
): DifferingCall {
  return {
    seq,
    source,
    tenant: tenant ?? null,
    tool: call.tool,
    expected,
    decided: decision.action,
    rule: decision.policy.rule ?? null,
    why: decision.reason,
  };
}

/** Parts of policies, so that there are no more groups than policies have parts. */
function groupKey(expected: readonly Action[], { decision: { action, code, policy } }: JudgedCall): string {
  const { rule, condition, file, line } = policy;
  return JSON.stringify([
    expected,
    [action, code, rule ?? null, condition ?? null, file ?? null, line ?? null],
  ]);
}

function byKey([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}
