import type { JsonObject, JsonValue } from '../../model/json.ts';
import { readJson } from '../../text/strict-json.ts';
import { readDateTime } from '../date-time.ts';
import { isList, isObject, kindOf, textOf } from '../json-access.ts';
import { resultValue } from '../messages/result-value.ts';
import type { FoundCall, RecordReader, RecordSink, TranscriptFormat } from '../transcript-format.ts';

/** MCP's JSON-RPC messages: a message or a batch a record, bare or in a recorder's envelope. */
export const mcpFormat: TranscriptFormat = {
  name: 'mcp',
  title: 'MCP JSON-RPC',
  detect: (sample) => (sample.some((value) => openEnvelope(value)?.messages.some(isRpc)) ? 'yes' : 'no'),
  isRecordList: () => true,
  createReader,
};

interface Envelope {
  readonly messages: readonly JsonValue[];
  readonly pointer: string;
  readonly about: JsonObject | undefined;
}

const envelopeKeys: readonly string[] = ['json', 'message', 'payload', 'data', 'msg', 'body', 'raw', 'frame'];

/** The messages in a record; undefined where there are none. */
function openEnvelope(value: JsonValue): Envelope | undefined {
  if (isList(value)) return { messages: value, pointer: '', about: undefined };
  if (!isObject(value)) return undefined;
  if (isRpc(value)) return { messages: [value], pointer: '', about: undefined };
  for (const key of envelopeKeys) {
    const inner = value[key];
    const message = typeof inner === 'string' && /^\s*[{[]/.test(inner) ? parsed(inner) : inner;
    if (isObject(message) && isRpc(message)) return { messages: [message], pointer: `/${key}`, about: value };
    if (isList(message) && message.some(isRpc))
      return { messages: message, pointer: `/${key}`, about: value };
  }
  return undefined;
}

// Text with a duplicate key is no message: nobody can say what it means.
function parsed(text: string): JsonValue | undefined {
  const reading = readJson(text);
  return reading.ok && reading.duplicateKey === undefined ? reading.value : undefined;
}

function isRpc(value: JsonValue): boolean {
  return isObject(value) && value.jsonrpc === '2.0';
}

/** Calls that wait for their answers: one more, and the first is reported without. */
const maxWaiting = 1000;

interface Waiting {
  readonly found: FoundCall;
  readonly sink: RecordSink;
  result: JsonValue | undefined;
  answered: boolean;
}

function createReader(): RecordReader {
  const state: State = { queue: new Set(), byId: new Map() };
  const reader: RecordReader = ({ value, duplicateKeys }, sink) => {
    const envelope = openEnvelope(value);
    if (envelope === undefined) return sink.malformed('neither a JSON-RPC message nor one in an envelope');
    const { messages, about, pointer } = envelope;
    const batch = isList(value) || messages.length > 1;
    for (const [index, message] of messages.entries()) {
      const at = batch ? `${pointer}/${index}` : pointer;
      if (!isObject(message)) sink.malformed(`${at} is ${kindOf(message)}, and a message is meant`);
      else if (message.method !== 'tools/call') answer(state.byId, sessionOf(about), message);
      else readRequest(state, message, at, about, sink, duplicateKeys !== undefined);
    }
    report(state);
    if (state.byId.size <= 2 * maxWaiting) return;
    for (const [key, each] of state.byId) if (!state.queue.has(each)) state.byId.delete(key);
  };
  const end = (): void => {
    for (const each of state.queue) each.answered = true;
    report(state);
  };
  return Object.assign(reader, { end });
}

interface State {
  readonly queue: Set<Waiting>;
  readonly byId: Map<string, Waiting>;
}

/** Reports in the order of the recording, so that a call waits for those before it. */
function report({ queue }: State): void {
  for (const each of queue) {
    if (!each.answered && queue.size <= maxWaiting) return;
    queue.delete(each);
    each.sink.call(each.result === undefined ? each.found : { ...each.found, result: each.result });
  }
}

function readRequest(
  { queue, byId }: State,
  message: JsonObject,
  pointer: string,
  about: JsonObject | undefined,
  sink: RecordSink,
  doubtful: boolean,
): void {
  const found = readCall(message, pointer, about);
  if (typeof found === 'string') sink.malformed(found);
  else if (isFromServer(about)) sink.unjudged('called by the server', found.tool);
  // What is in doubt is reported while its record is read.
  else if (doubtful) sink.call(found);
  else {
    const { id } = message;
    const waiting = { found, sink: sink.hold(), result: undefined, answered: id === undefined };
    queue.add(waiting);
    if (id === undefined) return;
    const key = keyOf(sessionOf(about), id);
    const before = byId.get(key);
    if (before !== undefined) before.answered = true;
    byId.set(key, waiting);
  }
}

function keyOf(session: string | undefined, id: JsonValue): string {
  return JSON.stringify([session ?? null, id]);
}

function answer(byId: Map<string, Waiting>, session: string | undefined, message: JsonObject): void {
  const { id, result, error, method } = message;
  if (id === undefined || method !== undefined || (result === undefined && error === undefined)) return;
  const key = keyOf(session, id);
  const waiting = byId.get(key);
  if (waiting === undefined) return;
  byId.delete(key);
  waiting.answered = true;
  waiting.result = isObject(result) ? (result.structuredContent ?? resultValue(result.content)) : result;
}

/** Absent arguments are none: the protocol lets them be left out. */
function readCall(message: JsonObject, pointer: string, about: JsonObject | undefined): FoundCall | string {
  const { params, id } = message;
  const tool = isObject(params) ? textOf(params.name) : undefined;
  if (!isObject(params) || tool === undefined) return `${pointer}/params names no tool`;
  return {
    tool,
    callId: typeof id === 'number' ? String(id) : textOf(id),
    arguments: params.arguments ?? (params.arguments === null ? null : {}),
    argumentsAt: `${pointer}/params/arguments`,
    session: sessionOf(about),
    time: timeOf(about),
  };
}

function sessionOf(about: JsonObject | undefined): string | undefined {
  for (const key of [
    'session',
    'sessionId',
    'session_id',
    'mcpSessionId',
    'mcp_session_id',
    'Mcp-Session-Id',
  ]) {
    const session = textOf(about?.[key]);
    if (session !== undefined) return session;
  }
  return undefined;
}

function timeOf(about: JsonObject | undefined): number | undefined {
  for (const key of ['time', 'timestamp', 'ts', '@timestamp']) {
    const time = about?.[key];
    if (typeof time === 'string') return readDateTime(time);
    // Seconds have ten digits in our days, milliseconds thirteen.
    if (typeof time === 'number' && time > 1e9) return time < 1e11 ? time * 1000 : time;
  }
  return undefined;
}

/** Whether the recorder says that the server sent the message. */
function isFromServer(about: JsonObject | undefined): boolean {
  const said = textOf(about?.direction) ?? textOf(about?.dir) ?? textOf(about?.from) ?? '';
  return /^(server|s)([^a-z]*(to|2)?[^a-z]*(client|c))?$/i.test(said);
}
