import type { Engine } from '../engine/engine.ts';
import type { PageCall } from '../report/page/decisions-view.ts';
import { type ArgumentsShown, callRecord, shownTrace } from '../simulate/call-record.ts';
import type { JudgedCall } from '../simulate/judged-call.ts';

/** A call for the page of a run. `engine` tells the trace; its limits are not asked, so they stay as they are. */
export function pageCall(engine: Engine, judged: JudgedCall, shown: ArgumentsShown): PageCall {
  const { call, context } = judged;
  const asked = { tool: call.tool, arguments: call.arguments, context };
  const { trace } = engine.decide(asked, { trace: true, without: { limits: true } });
  const record = callRecord(judged, shown);
  return trace === undefined ? { record } : { record, trace: shownTrace(trace, shown) };
}
