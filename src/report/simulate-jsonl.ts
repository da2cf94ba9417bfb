import type { JsonObject, JsonValue } from '../model/json.ts';
import type { JudgedCall } from '../simulate/replay-summary.ts';
import { decisionJson } from './decision-json.ts';
import { jsonLine } from './json-text.ts';
import { type Digest, maskArguments, shownArguments } from './mask-arguments.ts';

/** How recorded arguments are written: as they are, or masked with this digest. */
export type ArgumentsShown = { readonly show: true } | { readonly show: false; readonly digest: Digest };

/** One call as a line of `simulate --format jsonl`, with its line break (`schemas/simulate-record.schema.json`). */
export function simulateLine(
  { seq, source, format, tenant, call, decision }: JudgedCall,
  shown: ArgumentsShown,
): string {
  const args = shown.show
    ? shownArguments(call.arguments)
    : maskedObject(maskArguments(call.arguments, shown.digest));
  const line: JsonObject = {
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
  return `${shown.show ? jsonLine(line) : plainLine(line)}\n`;
}

// Masked lines hold no inexact number; the few with characters that a terminal would obey take the longer way.
function plainLine(line: JsonObject): string {
  const text = JSON.stringify(line);
  return /^[\x20-\x7e]*$/.test(text) ? text : jsonLine(line);
}

function maskedObject(masked: ReturnType<typeof maskArguments>): JsonObject | undefined {
  if (masked === undefined) return undefined;
  return Object.fromEntries([...masked].map(([name, argument]) => [name, { ...argument }]));
}

/** Of what was recorded with a call only what was decided then: the rest may hold results. */
function recordedAction(action: JsonValue | undefined): JsonObject {
  return typeof action === 'string' ? { recorded: { action } } : {};
}

/** RFC 3339; null without a time, and for one that no calendar date stands for. */
function timeText(time: number | undefined): string | null {
  return time === undefined || Math.abs(time) > 8.64e15 ? null : new Date(time).toISOString();
}
