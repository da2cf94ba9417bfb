import type { Engine } from '../engine/engine.ts';
import type { PageCall, PageCalls } from '../report/page/decisions-view.ts';
import { type ArgumentsShown, callRecord } from '../simulate/call-record.ts';
import type { JudgedCall } from '../simulate/judged-call.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';

/** Most calls that a page lists, and most that are kept of each kind until the run is done. */
const mostCalls = 2000;

/** The calls of a run that its page lists. */
export interface KeptCalls {
  readonly add: (judged: JudgedCall) => void;
  /** Stopped, changed and leaking calls first, then in the order recorded. */
  readonly calls: (summary: ReplaySummary) => PageCalls;
}

/** `engine` tells the traces; its limits are not asked, so they stay as they are. */
export function keepPageCalls(engine: Engine, shown: ArgumentsShown): KeptCalls {
  const stopped: PageCall[] = [];
  const allowed: PageCall[] = [];
  return {
    add: (judged) => {
      const kept = judged.decision.action === 'allow' ? allowed : stopped;
      if (kept.length < mostCalls) kept.push(pageCall(engine, judged, shown));
    },
    calls: ({ sections, totals }) => {
      const marked = new Set([
        ...(sections.changes?.calls.map(({ seq }) => seq) ?? []),
        ...(sections.swap?.cells.flatMap(({ example }) => example?.seq ?? []) ?? []),
        ...(sections.results?.foreign.map(({ seq }) => seq) ?? []),
      ]);
      const isMarked = ({ record }: PageCall): boolean => marked.has(record.seq);
      const ordered = [...allowed.filter(isMarked), ...stopped, ...allowed.filter((call) => !isMarked(call))];
      return { calls: ordered.slice(0, mostCalls), total: totals.calls };
    },
  };
}

function pageCall(engine: Engine, judged: JudgedCall, shown: ArgumentsShown): PageCall {
  const { call, context } = judged;
  const asked = { tool: call.tool, arguments: call.arguments, context };
  const { trace } = engine.decide(asked, { trace: true, without: { limits: true } });
  const record = callRecord(judged, shown);
  if (trace === undefined) return { record };
  // What explains an answer may quote the argument.
  return { record, trace: shown.show ? trace : trace.map(({ detail: _, ...step }) => step) };
}
