import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { readDateTime } from '../date-time.ts';
import { isList, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import { isKnownCall, rememberCall } from '../messages/known-calls.ts';
import { readResponseItem } from '../messages/response-item.ts';
import { createSeenTexts, type SeenTexts } from '../messages/seen-texts.ts';
import { createWaitingCalls, type WaitingCalls } from '../messages/waiting-calls.ts';
import type { FoundCall, RecordReader, RecordSink, TranscriptFormat } from '../transcript-format.ts';

/** Codex: the rollout files of its sessions, those of 2025 without envelope too. */
export const codexFormat: TranscriptFormat = {
  name: 'codex',
  title: 'Codex rollouts',
  holdsMessages: true,
  detect: (sample) => (sample.some(isRollout) || isOldHeader(sample[0]) ? 'yes' : 'no'),
  isRecordList: () => true,
  createReader,
};

const envelopes: ReadonlySet<JsonValue | undefined> = new Set([
  'session_meta',
  'turn_context',
  'response_item',
  'event_msg',
]);

function isRollout(value: JsonValue): boolean {
  return isObject(value) && envelopes.has(value.type) && isObject(value.payload);
}

function isOldHeader(value: JsonValue | undefined): boolean {
  if (!isObject(value) || value.type !== undefined || value.record_type !== undefined) return false;
  const { id, timestamp, instructions, git } = value;
  return (
    typeof id === 'string' &&
    typeof timestamp === 'string' &&
    (instructions !== undefined || git !== undefined)
  );
}

interface State {
  readonly seen: SeenTexts;
  readonly waiting: WaitingCalls;
  header: JsonObject | undefined;
  session: string | undefined;
  /** Sessions that this one may repeat. */
  readonly parents: Set<string>;
  /** Ids of the calls found, so that an event about one is no further call. */
  readonly ids: SeenTexts;
}

function createReader(seen: SeenTexts): RecordReader {
  const state: State = {
    seen,
    waiting: createWaitingCalls(),
    header: undefined,
    session: undefined,
    parents: new Set(),
    ids: createSeenTexts(),
  };
  const reader: RecordReader = ({ value, duplicateKeys }, sink) => {
    readLine(value, duplicateKeys !== undefined, sink, state);
    state.waiting.report();
  };
  return Object.assign(reader, { end: state.waiting.end });
}

function readLine(value: JsonValue, doubtful: boolean, sink: RecordSink, state: State): void {
  if (!isObject(value)) {
    sink.malformed(`a record is an object, and this is ${kindOf(value)}`);
    return;
  }
  const { type, payload } = value;
  if (type === undefined) {
    isOldHeader(value) ? readHeader(value, value, state) : undefined;
    return;
  }
  const place: Place = { time: undefined, sink, doubtful };
  if (!envelopes.has(type)) {
    if (payload === undefined) readItem(value, '', place, state);
    else if (textOf(objectOf(payload)?.type)?.endsWith('_call') === true)
      sink.malformed('/type is not known, and the record holds a call');
    return;
  }
  if (!isObject(payload)) {
    sink.malformed(`/payload is ${kindOf(payload)}, and an object is meant`);
    return;
  }
  const timed: Place = { ...place, time: readDateTime(textOf(value.timestamp) ?? '') };
  if (type === 'session_meta') readHeader(value, payload, state);
  else if (type === 'response_item') readItem(payload, '/payload', timed, state);
  else if (type === 'event_msg') readEvent(payload, timed, state);
}

interface Place {
  readonly time: number | undefined;
  readonly sink: RecordSink;
  readonly doubtful: boolean;
}

/** The first is this session's; a fork repeats its parent's after it. */
function readHeader(header: JsonObject, about: JsonObject, state: State): void {
  const id = textOf(about.id) ?? textOf(about.session_id);
  state.header ??= header;
  state.session ??= id;
  for (const parent of [id, textOf(about.forked_from_id)]) {
    if (parent !== undefined && parent !== state.session && state.parents.size < 100)
      state.parents.add(parent);
  }
}

function readItem(item: JsonObject, pointer: string, place: Place, state: State): void {
  const { calls, results, problems } = readResponseItem(plainItem(item), pointer);
  for (const why of problems) place.sink.malformed(why);
  for (const call of calls) addCall(call, place, state);
  for (const { callId, value } of results) if (callId !== undefined) state.waiting.answer(callId, value);
}

/** Some versions write the name as Chat Completions do. */
function plainItem(item: JsonObject): JsonObject {
  const called = objectOf(item.function);
  if (called === undefined || item.name !== undefined) return item;
  const given = item.arguments ?? called.arguments;
  const plain = { ...item, type: 'function_call', name: called.name ?? null };
  return given === undefined ? plain : { ...plain, arguments: given };
}

/**
 * Events tell again what is an item before them, but for calls that a tool made (code that calls tools), which are
 * events alone.
 */
function readEvent(event: JsonObject, place: Place, state: State): void {
  const callId = textOf(event.call_id) ?? textOf(event.callId);
  if (callId === undefined || state.ids.has(callId)) return;
  const found = eventCall(event, callId);
  if (found === undefined) return;
  if (event.source === 'user_shell' || event.source === 'user') {
    place.sink.unjudged('called by the user', found.tool);
    return;
  }
  addCall(found, place, state);
}

function eventCall(event: JsonObject, callId: string): FoundCall | undefined {
  switch (event.type) {
    case 'mcp_tool_call_end': {
      const called = objectOf(event.invocation);
      const tool = textOf(called?.tool);
      if (called === undefined || tool === undefined) return undefined;
      const server = textOf(called.server);
      const name = server === undefined ? tool : `mcp__${server}__${tool}`;
      return {
        tool: name,
        callId,
        arguments: called.arguments ?? {},
        argumentsAt: '/payload/invocation/arguments',
      };
    }
    case 'dynamic_tool_call_request': {
      const tool = textOf(event.tool);
      if (tool === undefined) return undefined;
      const given =
        event.arguments ?? new UnjudgeableArguments('the recording has no arguments for the call');
      return { tool, callId, arguments: given, argumentsAt: '/payload/arguments' };
    }
    case 'exec_command_end':
    case 'exec_command_begin': {
      if (!isList(event.command)) return undefined;
      return { tool: 'exec_command', callId, arguments: { command: event.command, cwd: event.cwd ?? null } };
    }
    default:
      return undefined;
  }
}

function addCall(call: FoundCall, { time, sink, doubtful }: Place, state: State): void {
  const { session, header } = state;
  const found: FoundCall = { ...call, session, time, header };
  if (call.callId !== undefined) state.ids.add(call.callId.replace(/\/\d+$/, ''));
  const others = [...state.parents].map((parent) => `codex ${parent}`);
  const marks = time === undefined || call.callId === undefined ? [] : [`codex ${session ?? ''} ${time}`];
  const known = isKnownCall(call, marks, state.seen, call.callId === undefined ? [] : others);
  if (session !== undefined) rememberCall(call, `codex ${session}`, state.seen);
  if (known) return;
  if (doubtful) {
    sink.call(found);
    return;
  }
  state.waiting.add(found, sink, call.callId);
}
