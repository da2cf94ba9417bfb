import type { Engine } from '../../engine/engine.ts';
import type { Action } from '../../model/rule.ts';
import type { Section } from '../section.ts';

/** Recorded calls that another version decides differently. */
export type ChangesResult = {
  /** How many calls, by both decisions: `allow>deny`. Only those that there are. */
  readonly matrix: { readonly [transition: string]: number };
  /** The first of them, by `seq`. */
  readonly calls: readonly ChangedCall[];
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
};

const mostCalls = 1000;

/** Compares each decision with that of `before`, whose limits must be fresh. */
export function createChanges(before: Engine): Section<{ readonly changes: ChangesResult }> {
  const matrix = new Map<string, number>();
  const calls: ChangedCall[] = [];
  return {
    see: ({ seq, source, tenant, call, context, at, decision }) => {
      const asked = { tool: call.tool, arguments: call.arguments, context };
      const was = before.decide(asked, at === undefined ? { without: { limits: true } } : { at });
      const [from, to] = [was.action, decision.action];
      if (from === to) return;
      matrix.set(`${from}>${to}`, (matrix.get(`${from}>${to}`) ?? 0) + 1);
      if (calls.length === mostCalls) return;
      const rule = decision.policy.rule ?? null;
      calls.push({ seq, source, tenant: tenant ?? null, tool: call.tool, from, to, rule });
    },
    result: () => ({ changes: { matrix: Object.fromEntries([...matrix].sort(byKey)), calls } }),
  };
}

/** The result of two parts of one run. */
export function mergeChanges(one: ChangesResult, other: ChangesResult): ChangesResult {
  const matrix = new Map(Object.entries(one.matrix));
  for (const [transition, count] of Object.entries(other.matrix))
    matrix.set(transition, (matrix.get(transition) ?? 0) + count);
  const calls = [...one.calls, ...other.calls].sort((a, b) => a.seq - b.seq).slice(0, mostCalls);
  return { matrix: Object.fromEntries([...matrix].sort(byKey)), calls };
}

function byKey([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}
