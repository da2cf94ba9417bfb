import { type DecisionJson, decisionJson } from '../engine/decision-json.ts';
import type { TraceStep } from '../model/decision.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { type Digest, maskArguments, shownArguments } from '../text/mask-arguments.ts';
import type { JudgedCall } from './judged-call.ts';

/** How recorded arguments are written: as they are, or masked with this digest. */
export type ArgumentsShown = { readonly show: true } | { readonly show: false; readonly digest: Digest };

/** One call as results keep and print it: plain JSON (`schemas/simulate-record.schema.json`). */
export type CallRecord = {
  readonly seq: number;
  readonly source: { readonly file: string; readonly line?: number; readonly index: number };
  readonly format: string;
  readonly session: string | null;
  readonly callId: string | null;
  readonly time: string | null;
  readonly tenant: string | null;
  readonly tool: string;
  /** Absent where they could not be read. */
  readonly arguments?: JsonValue;
  readonly decision: DecisionJson;
  readonly recorded?: { readonly action: string };
  /** Every step to the decision, where it was asked for. */
  readonly trace?: readonly TraceStep[];
};

/** Of what was recorded with a call only what was decided then is kept: the rest may hold results. */
export function callRecord(judged: JudgedCall, shown: ArgumentsShown): CallRecord {
  const { seq, source, format, tenant, call, decision } = judged;
  const args = shown.show
    ? shownArguments(call.arguments)
    : maskedObject(maskArguments(call.arguments, shown.digest));
  return {
    seq,
    source: {
      file: source.file,
      ...(source.line === undefined ? {} : { line: source.line }),
      index: source.index,
    },
    format,
    session: call.session ?? null,
    callId: call.callId ?? null,
    time: timeText(call.time),
    tenant: tenant ?? null,
    tool: call.tool,
    ...(args === undefined ? {} : { arguments: args }),
    decision: decisionJson(decision),
    ...recordedAction(call.recorded?.action),
  };
}

/** A trace without what may quote an argument, unless arguments are shown. */
export function shownTrace(trace: readonly TraceStep[], shown: ArgumentsShown): readonly TraceStep[] {
  return shown.show ? trace : trace.map(({ detail: _, ...step }) => step);
}

function maskedObject(masked: ReturnType<typeof maskArguments>): JsonObject | undefined {
  if (masked === undefined) return undefined;
  return Object.fromEntries([...masked].map(([name, argument]) => [name, { ...argument }]));
}

function recordedAction(action: JsonValue | undefined): Pick<CallRecord, 'recorded'> {
  return typeof action === 'string' ? { recorded: { action } } : {};
}

/** RFC 3339; null without a time, and for one that no calendar date stands for. */
function timeText(time: number | undefined): string | null {
  return time === undefined || Math.abs(time) > 8.64e15 ? null : new Date(time).toISOString();
}
