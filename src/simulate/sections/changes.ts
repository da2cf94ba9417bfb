import { type DecisionJson, decisionJson } from '../../engine/decision-json.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Decision } from '../../model/decision.ts';
import type { Action } from '../../model/rule.ts';
import { type ArgumentsShown, type CallRecord, callRecord } from '../call-record.ts';
import { decidedPlace } from '../decided-place.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Section } from '../section.ts';

/** Recorded calls that another version decides differently. */
export type ChangesResult = {
  /** How many calls, by both decisions: `allow>deny`; those decided alike too. Only those that there are. */
  readonly matrix: { readonly [transition: string]: number };
  /** The first of the changed calls, by `seq`. */
  readonly calls: readonly ChangedCall[];
  /** All changed calls by what decided them in both versions, in the order in which they first occurred. */
  readonly groups: readonly ChangeGroup[];
  readonly approvals: ApprovalLoad;
};

type ChangedCall = {
  readonly seq: number;
  readonly source: { readonly file: string; readonly line?: number; readonly index: number };
  readonly tenant: string | null;
  readonly tool: string;
  readonly from: Action;
  readonly to: Action;
  /** That decides now. */
  readonly rule: string | null;
  /** What each version says of the call. */
  readonly why: { readonly from: string; readonly to: string };
};

type ChangeGroup = {
  readonly count: number;
  readonly from: Action;
  readonly to: Action;
  /** How many tenants' calls they are. */
  readonly tenants: number;
  /** What was decided of the first of them. */
  readonly before: DecisionJson;
  /** The first of them, with what is decided now. */
  readonly example: CallRecord;
};

/** Calls held for approval. `first` and `last` are the times between which calls were recorded, in milliseconds. */
type ApprovalLoad = {
  readonly before: number;
  readonly after: number;
  readonly first: number | null;
  readonly last: number | null;
};

const mostCalls = 1000;

/** Compares each decision with that of `before`, whose limits must be fresh. */
export function createChanges(
  before: Engine,
  shown: ArgumentsShown,
): Section<{ readonly changes: ChangesResult }> {
  const matrix = new Map<string, number>();
  const calls: ChangedCall[] = [];
  const groups = new Map<string, Gathered>();
  const approvals: Writable<ApprovalLoad> = { before: 0, after: 0, first: null, last: null };
  return {
    see: (judged) => {
      const was = decideBefore(before, judged);
      const [from, to] = [was.action, judged.decision.action];
      const transition = `${from}>${to}`;
      matrix.set(transition, (matrix.get(transition) ?? 0) + 1);
      countApprovals(approvals, judged, from, to);
      if (from === to) return;
      if (calls.length < mostCalls) calls.push(changedCall(judged, was));
      const key = groupKey(judged, was);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, newGroup(judged, was, shown));
      else addTo(group, judged);
    },
    result: () => ({
      changes: {
        matrix: Object.fromEntries([...matrix].sort(byKey)),
        calls,
        groups: [...groups.values()].map(({ seen, ...group }) => ({ ...group, tenants: seen.size })),
        approvals: { ...approvals },
      },
    }),
  };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Gathered = Writable<ChangeGroup> & { readonly seen: Set<string | undefined> };

function decideBefore(before: Engine, { call, context, at }: JudgedCall): Decision {
  const asked = { tool: call.tool, arguments: call.arguments, context };
  return before.decide(asked, at === undefined ? { without: { limits: true } } : { at });
}

function changedCall({ seq, source, tenant, call, decision }: JudgedCall, was: Decision): ChangedCall {
  return {
    seq,
    source,
    tenant: tenant ?? null,
    tool: call.tool,
    from: was.action,
    to: decision.action,
    rule: decision.policy.rule ?? null,
    why: { from: was.reason, to: decision.reason },
  };
}

/** What decided, in both versions: parts of policies, so that there are no more groups than policies have parts. */
function groupKey({ decision }: JudgedCall, was: Decision): string {
  return JSON.stringify([decisionJson(was), decisionJson(decision)].map(decidedPlace));
}

function newGroup(judged: JudgedCall, was: Decision, shown: ArgumentsShown): Gathered {
  const { decision, tenant } = judged;
  return {
    count: 1,
    from: was.action,
    to: decision.action,
    tenants: 1,
    before: decisionJson(was),
    example: callRecord(judged, shown),
    seen: new Set([tenant]),
  };
}

function addTo(group: Gathered, { tenant }: JudgedCall): void {
  group.count += 1;
  group.seen.add(tenant);
}

function countApprovals(load: Writable<ApprovalLoad>, { call }: JudgedCall, from: Action, to: Action): void {
  if (from === 'require_approval') load.before += 1;
  if (to === 'require_approval') load.after += 1;
  const { time } = call;
  if (time === undefined || !Number.isFinite(time)) return;
  load.first = load.first === null ? time : Math.min(load.first, time);
  load.last = load.last === null ? time : Math.max(load.last, time);
}

/** The result of two parts of one run. */
export function mergeChanges(one: ChangesResult, other: ChangesResult): ChangesResult {
  const matrix = new Map(Object.entries(one.matrix));
  for (const [transition, count] of Object.entries(other.matrix))
    matrix.set(transition, (matrix.get(transition) ?? 0) + count);
  return {
    matrix: Object.fromEntries([...matrix].sort(byKey)),
    calls: [...one.calls, ...other.calls].sort((a, b) => a.seq - b.seq).slice(0, mostCalls),
    groups: mergeGroups([...one.groups, ...other.groups]),
    approvals: {
      before: one.approvals.before + other.approvals.before,
      after: one.approvals.after + other.approvals.after,
      first: extreme(Math.min, one.approvals.first, other.approvals.first),
      last: extreme(Math.max, one.approvals.last, other.approvals.last),
    },
  };
}

function mergeGroups(groups: readonly ChangeGroup[]): readonly ChangeGroup[] {
  const merged = new Map<string, ChangeGroup>();
  for (const group of groups.toSorted((a, b) => a.example.seq - b.example.seq)) {
    const key = JSON.stringify([group.before, group.example.decision].map(decidedPlace));
    const known = merged.get(key);
    const { count, tenants } = known ?? { count: 0, tenants: 0 };
    merged.set(key, { ...(known ?? group), count: count + group.count, tenants: tenants + group.tenants });
  }
  return [...merged.values()];
}

function extreme(
  choose: (a: number, b: number) => number,
  one: number | null,
  other: number | null,
): number | null {
  return one === null || other === null ? (one ?? other) : choose(one, other);
}

function byKey([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}
