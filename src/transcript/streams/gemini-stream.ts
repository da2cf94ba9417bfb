import type { JsonObject, JsonValue } from '../../model/json.ts';
import { readDateTime } from '../date-time.ts';
import { isList, isNothing, isObject, objectOf, textOf } from '../json-access.ts';
import type { RecordSink } from '../transcript-format.ts';
import { createPartialArguments, type PartialArguments } from './partial-arguments.ts';
import type { StreamReader } from './stream-reader.ts';
import { createStreamedCalls, type StreamedCalls } from './streamed-calls.ts';

/** Gemini's stream: answers like whole ones, in which a call may come value by value. */
export interface GeminiStream extends StreamReader {
  /** Whether this answer is a piece: it has parts of a call, or a call is unfinished. */
  isPiece(value: JsonObject): boolean;
}

interface State {
  readonly calls: StreamedCalls;
  open:
    | { readonly tool: string; readonly callId: string | undefined; readonly given: PartialArguments }
    | undefined;
  response: JsonValue | undefined;
}

const key = 'call';

export function createGeminiStream(): GeminiStream {
  const state: State = { calls: createStreamedCalls(), open: undefined, response: undefined };
  return {
    isPiece: (value) =>
      isList(value.candidates) && (state.open !== undefined || partsOf(value).some(isPartial)),
    read: (value, sink) => {
      const created = value.createTime ?? value.create_time;
      const time = typeof created === 'string' ? readDateTime(created) : undefined;
      const id = value.responseId ?? value.response_id;
      if (id !== state.response) cutOff(state, sink);
      state.response = id;
      for (const part of partsOf(value)) readPart(state, callOf(part), sink);
      const finished = isList(value.candidates) && value.candidates.some(isFinished);
      if (finished) close(state);
      if (state.open === undefined) state.calls.flush(sink, { time });
    },
    end: (sink) => cutOff(state, sink),
  };
}

function partsOf({ candidates }: JsonObject): readonly JsonValue[] {
  if (!isList(candidates)) return [];
  return candidates.flatMap((candidate) => {
    const parts = isObject(candidate) ? objectOf(candidate.content)?.parts : undefined;
    return isList(parts) ? parts : [];
  });
}

function isPartial(part: JsonValue): boolean {
  const call = objectOf(callOf(part));
  return call !== undefined && (goesOn(call) || !isNothing(partsOfCall(call)));
}

// The SDK of Python prints the same members in snake case, and null for those that are absent.
function callOf(part: JsonValue): JsonValue | undefined {
  return isObject(part) ? (part.functionCall ?? part.function_call) : undefined;
}

function partsOfCall(call: JsonObject): JsonValue | undefined {
  return call.partialArgs ?? call.partial_args;
}

function goesOn(call: JsonObject): boolean {
  return call.willContinue === true || call.will_continue === true;
}

function isFinished(candidate: JsonValue): boolean {
  return isObject(candidate) && textOf(candidate.finishReason ?? candidate.finish_reason) !== undefined;
}

function readPart(state: State, call: JsonValue | undefined, sink: RecordSink): void {
  if (!isObject(call)) return;
  const tool = textOf(call.name);
  if (tool !== undefined) {
    close(state);
    state.open = { tool, callId: textOf(call.id), given: createPartialArguments() };
    state.calls.open(key, { tool });
    if (!isNothing(call.args) && isNothing(partsOfCall(call))) {
      state.calls.complete(key, { tool, callId: textOf(call.id), input: call.args });
      state.open = undefined;
      return;
    }
  }
  if (state.open === undefined) {
    // The end of a call that is closed already is an empty object.
    if (Object.keys(call).some((key) => !isNothing(call[key])))
      sink.malformed('a part goes on with a call that was not begun');
    return;
  }
  const parts = partsOfCall(call);
  if (isList(parts)) parts.forEach(state.open.given.add);
  if (!goesOn(call)) close(state);
}

function close(state: State): void {
  const { open } = state;
  state.open = undefined;
  if (open !== undefined)
    state.calls.complete(key, { tool: open.tool, callId: open.callId, input: open.given.value() });
}

function cutOff(state: State, sink: RecordSink): void {
  state.open = undefined;
  state.calls.flush(sink);
}
