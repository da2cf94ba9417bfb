import type { JsonObject, JsonValue } from '../../model/json.ts';
import { readDateTime } from '../date-time.ts';
import { isList, isNothing, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import { findConversation } from '../messages/conversation.ts';
import {
  createConversationReader,
  type ProviderDialect,
  type ResponseMessages,
} from '../messages/conversation-reader.ts';
import { type CallResult, emptyContent, type MessageContent } from '../messages/messages.ts';
import { createGeminiStream } from '../streams/gemini-stream.ts';
import { pieceOf, withStream } from '../streams/stream-reader.ts';
import type { FoundCall, TranscriptFormat } from '../transcript-format.ts';

/** Gemini's generateContent, also on Vertex: answers, contents, logs of requests and answers, streams. */
export const geminiFormat: TranscriptFormat = {
  name: 'gemini',
  title: 'Gemini generateContent',
  detect: (sample) => (sample.some(isGemini) ? 'yes' : 'no'),
  isRecordList: (list) => !isContentList(list),
  createReader: (_shared, whose) => {
    const stream = createGeminiStream();
    return withStream(stream.isPiece, stream, createConversationReader(dialect, whose));
  },
};

function isContentList(list: readonly JsonValue[]): boolean {
  return list.length > 0 && list.every(isContent);
}

/** A message whose parts have no type: those with a type are the AI SDK's. */
function isContent(value: JsonValue): boolean {
  if (!isObject(value) || !isList(value.parts) || value.messages !== undefined) return false;
  return value.parts.every((part) => isObject(part) && part.type === undefined);
}

function isResponse(value: JsonObject): boolean {
  return (isList(value.candidates) && value.candidates.some(isObject)) || isContent(value);
}

function isGemini(value: JsonValue): boolean {
  if (isList(value)) return isContentList(value);
  if (!isObject(value)) return false;
  if (isResponse(pieceOf(value).value)) return true;
  const conversation = findConversation(value, isResponse, 'contents');
  if (typeof conversation === 'string') return false;
  return conversation.answers.found.length > 0 || conversation.messages?.list.some(isContent) === true;
}

const dialect: ProviderDialect = { messagesKey: 'contents', readMessage, isResponse, readResponse };

function readResponse(value: JsonObject, pointer: string): ResponseMessages {
  const { candidates } = value;
  const createTime = value.createTime ?? value.create_time;
  if (!isList(candidates)) return { choices: [[{ message: value, pointer }]], problems: [] };
  const time = typeof createTime === 'string' ? readDateTime(createTime) : undefined;
  const choices = candidates.flatMap((candidate, index) => {
    const message = isObject(candidate) ? candidate.content : undefined;
    // A candidate that was stopped has none.
    if (!isObject(message) || isNothing(message.parts)) return [];
    return [[{ message: { role: 'model', ...message }, pointer: `${pointer}/candidates/${index}/content` }]];
  });
  return { choices, problems: [], time };
}

function readMessage(message: JsonValue, pointer: string): MessageContent {
  if (!isObject(message)) return problem(`${pointer} is ${kindOf(message)}, and a content is meant`);
  const { role, parts } = message;
  if (isNothing(parts)) return emptyContent;
  if (!isList(parts)) return problem(`${pointer}/parts is ${kindOf(parts)}, and a list is meant`);
  const calls: FoundCall[] = [];
  const results: CallResult[] = [];
  const problems: string[] = [];
  for (const [index, part] of parts.entries()) {
    const at = `${pointer}/parts/${index}`;
    if (!isObject(part)) {
      problems.push(`${at} is ${kindOf(part)}, and a part is meant`);
      continue;
    }
    // The SDK of Python prints the same members in snake case.
    const response = part.functionResponse ?? part.function_response;
    const key = isNothing(part.functionCall) ? 'function_call' : 'functionCall';
    const call = part[key];
    if (isObject(response)) results.push(readResult(response));
    if (isNothing(call)) continue;
    const read = readCall(call, `${at}/${key}`);
    if (typeof read === 'string') problems.push(read);
    else calls.push(read);
  }
  if (role === 'model' || role === 'assistant') return { calls, results, problems, foreign: [] };
  return { calls: [], results, problems, foreign: calls.map(({ tool }) => tool) };
}

function problem(why: string): MessageContent {
  return { ...emptyContent, problems: [why] };
}

/** A function without arguments has no `args`: the provider leaves out what is empty. */
function readCall(call: JsonValue, pointer: string): FoundCall | string {
  const tool = isObject(call) ? textOf(call.name) : undefined;
  if (!isObject(call) || tool === undefined) return `${pointer} names no function`;
  return { tool, callId: textOf(call.id), arguments: call.args ?? {}, argumentsAt: `${pointer}/args` };
}

function readResult({ id, name, response }: JsonObject): CallResult {
  const inner = objectOf(response);
  const only =
    inner !== undefined && Object.keys(inner).length === 1 ? (inner.output ?? inner.result) : undefined;
  return { callId: textOf(id), tool: textOf(name), value: only ?? response };
}
