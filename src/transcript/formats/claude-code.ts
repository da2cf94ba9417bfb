import type { JsonObject, JsonValue } from '../../model/json.ts';
import { readDateTime } from '../date-time.ts';
import { isList, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import { isKnownCall } from '../messages/known-calls.ts';
import type { MessageContent } from '../messages/messages.ts';
import { resultValue } from '../messages/result-value.ts';
import type { SeenTexts } from '../messages/seen-texts.ts';
import { createWaitingCalls, type WaitingCalls } from '../messages/waiting-calls.ts';
import type { FoundCall, RecordReader, RecordSink, TranscriptFormat } from '../transcript-format.ts';
import { readAnthropicMessage } from './anthropic-messages.ts';

/** Claude Code: session files, files of subagents, and the output of `--output-format stream-json`. */
export const claudeCodeFormat: TranscriptFormat = {
  name: 'claude-code',
  title: 'Claude Code',
  holdsMessages: true,
  detect: (sample) => (sample.some(isSession) && !sample.some(isOthers) ? 'yes' : 'no'),
  isRecordList: () => true,
  createReader,
};

/** Records that hold no message, each with a member that only this format has beside the type. */
const bookkeeping: ReadonlyMap<string, string> = new Map([
  ['file-history-snapshot', 'snapshot'],
  ['summary', 'leafUuid'],
  ['queue-operation', 'operation'],
  ['permission-mode', 'permissionMode'],
  ['progress', 'parentToolUseID'],
]);

function isSession(value: JsonValue): boolean {
  if (!isObject(value) || typeof value.type !== 'string') return false;
  const { type } = value;
  const member = bookkeeping.get(type);
  if (member !== undefined && value[member] !== undefined) return true;
  if (type === 'system' && value.subtype === 'init')
    return typeof value.session_id === 'string' && isList(value.tools);
  if (type !== 'assistant' && type !== 'user') return type === 'system' && isRecord(value);
  return (
    objectOf(value.message)?.content !== undefined &&
    (isRecord(value) || typeof value.session_id === 'string')
  );
}

function isRecord({ sessionId, uuid }: JsonObject): boolean {
  return typeof sessionId === 'string' && typeof uuid === 'string';
}

/** Other agents that write records like these, with calls in another form. */
function isOthers(value: JsonValue): boolean {
  if (!isObject(value)) return false;
  return value.type === 'tool_call' || isList(objectOf(value.message)?.parts);
}

interface State {
  readonly seen: SeenTexts;
  readonly waiting: WaitingCalls;
}

function createReader(seen: SeenTexts): RecordReader {
  const state: State = { seen, waiting: createWaitingCalls() };
  const reader: RecordReader = ({ value, duplicateKeys }, sink) => {
    if (isObject(value))
      readRecord(value, { record: value, pointer: '', sink, doubtful: duplicateKeys !== undefined }, state);
    else sink.malformed(`a record is an object, and this is ${kindOf(value)}`);
    state.waiting.report();
  };
  return Object.assign(reader, { end: state.waiting.end });
}

/** Where a record that is read stands: it may be packed in another. */
interface Place {
  /** What stands in the file: it knows the session. */
  readonly record: JsonObject;
  readonly pointer: string;
  readonly sink: RecordSink;
  /** Whether nobody can say what the record means, so that nothing is held back. */
  readonly doubtful: boolean;
}

function readRecord(value: JsonObject, place: Place, state: State): void {
  switch (value.type) {
    case 'assistant':
    case 'user':
      readMessageRecord(value, place, state);
      return;
    case 'progress':
      readProgress(value, place, state);
      return;
    case 'tool_use':
    case 'tool_result':
      readBareBlock(value, place, state);
      return;
    case 'tool_call':
      place.sink.malformed(`${place.pointer}/type is tool_call, which is another agent’s`);
      return;
    default:
      if (typeof value.type !== 'string')
        place.sink.malformed(`${place.pointer}/type is ${kindOf(value.type)}, and text is meant`);
      else if (holdsCall(value))
        place.sink.malformed(`${place.pointer}/type is not known, and the record holds a call`);
  }
}

/** Whether a record of another kind has the model's message with a call in it. */
function holdsCall({ message }: JsonObject): boolean {
  const content = objectOf(message)?.content;
  return (
    isList(content) && content.some((block) => textOf(objectOf(block)?.type)?.endsWith('tool_use') === true)
  );
}

/** What a subagent does, as its parent was told: the same records stand in the subagent's own file, if it was kept. */
function readProgress(value: JsonObject, place: Place, state: State): void {
  const data = objectOf(value.data);
  if (data === undefined) return;
  const inner = objectOf(data.message);
  if (inner !== undefined) readRecord(inner, { ...place, pointer: `${place.pointer}/data/message` }, state);
  const { normalizedMessages: messages } = data;
  if (!isList(messages)) return;
  messages.forEach((message, index) => {
    const pointer = `${place.pointer}/data/normalizedMessages/${index}`;
    if (isObject(message)) readRecord(message, { ...place, pointer }, state);
    else place.sink.malformed(`${pointer} is ${kindOf(message)}, and a record is meant`);
  });
}

function readMessageRecord(value: JsonObject, place: Place, state: State): void {
  const pointer = `${place.pointer}/message`;
  const content = readAnthropicMessage(value.message ?? null, pointer);
  // Who speaks is told twice; a call is the agent's only where both say so.
  if (value.type === 'assistant') {
    reportContent(content, value, place, state);
    return;
  }
  const foreign = [...content.foreign, ...content.calls.map(({ tool }) => tool)];
  reportContent({ ...content, calls: [], foreign }, value, place, state);
}

function reportContent(content: MessageContent, value: JsonObject, place: Place, state: State): void {
  for (const why of content.problems) place.sink.malformed(why);
  for (const tool of content.foreign)
    place.sink.unjudged('called in a message that is not the agent’s', tool);
  content.calls.forEach((call, index) => void addCall(call, index, value, place, state));
  for (const { callId, value: given } of content.results) {
    const only = content.results.length === 1;
    state.waiting.answer(
      waitingKey(sessionOf(value, place), callId),
      only ? bestResult(given, value.toolUseResult) : given,
    );
  }
}

/** Older versions wrote a call and its result as records of their own. */
function readBareBlock(value: JsonObject, place: Place, state: State): void {
  const callId = textOf(value.id) ?? textOf(value.tool_use_id);
  if (value.type === 'tool_result') {
    const result = resultValue(value.content ?? value.output);
    state.waiting.answer(waitingKey(sessionOf(value, place), callId), result);
    return;
  }
  const content = readAnthropicMessage({ role: 'assistant', content: [value] }, place.pointer);
  for (const why of content.problems) place.sink.malformed(why);
  for (const call of content.calls)
    addCall({ ...call, argumentsAt: `${place.pointer}/input` }, 0, value, place, state);
}

function addCall(call: FoundCall, index: number, value: JsonObject, place: Place, state: State): void {
  const session = sessionOf(value, place);
  const time = readDateTime(textOf(value.timestamp) ?? textOf(place.record.timestamp) ?? '');
  const found: FoundCall = { ...call, session, time };
  if (isKnownCall(call, marksOf(call, value, place, index), state.seen)) return;
  if (place.doubtful) {
    place.sink.call(found);
    return;
  }
  state.waiting.add(found, place.sink, waitingKey(session, call.callId));
}

/**
 * By what a call is told again: sessions that are resumed or forked repeat records with their ids, times and the ids of
 * the model's answers, and so do a parent's reports of its subagents. Blocks without ids are told by their position.
 */
function marksOf({ callId }: FoundCall, value: JsonObject, place: Place, index: number): readonly string[] {
  const block = `${index}`;
  const uuid = textOf(value.uuid);
  const time = textOf(value.timestamp);
  // The answer comes in several records, each of which counts its blocks from 0.
  const answer = callId === undefined ? undefined : textOf(objectOf(value.message)?.id);
  const request = textOf(value.requestId);
  return [
    ...(uuid === undefined ? [] : [`uuid ${uuid} ${block}`]),
    ...(time === undefined ? [] : [`time ${time} ${block}`]),
    ...(answer === undefined ? [] : [`answer ${answer} ${request ?? ''} ${sessionOf(value, place) ?? ''}`]),
    ...(answer === undefined || request === undefined ? [] : [`request ${answer} ${request}`]),
  ];
}

function sessionOf(value: JsonObject, { record }: Place): string | undefined {
  for (const { sessionId, session_id: id } of [value, record]) {
    const session = textOf(sessionId) ?? textOf(id);
    if (session !== undefined) return session;
  }
  return undefined;
}

function waitingKey(session: string | undefined, callId: string | undefined): string {
  return JSON.stringify([session ?? null, callId ?? null]);
}

/** What the tool gave as data, where the model was told only prose. */
function bestResult(told: JsonValue | undefined, data: JsonValue | undefined): JsonValue | undefined {
  if (told !== undefined && typeof told !== 'string') return told;
  return isObject(data) || isList(data) ? data : told;
}
