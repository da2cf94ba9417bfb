import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { readArguments } from '../../text/strict-json.ts';
import { isList, isNothing, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import { readChatMessage } from '../messages/chat-message.ts';
import { findConversation } from '../messages/conversation.ts';
import { createConversationReader, type ProviderDialect } from '../messages/conversation-reader.ts';
import { isTellingMessage, plainMessage } from '../messages/langchain-message.ts';
import { type CallResult, emptyContent, type MessageContent } from '../messages/messages.ts';
import { resultValue } from '../messages/result-value.ts';
import { createLangChainStream } from '../streams/langchain-stream.ts';
import { withStream } from '../streams/stream-reader.ts';
import type { FoundCall, TranscriptFormat } from '../transcript-format.ts';

/** LangChain's messages: flat, as `{type, data}`, or serialised (`lc: 1`); lists of them, states with `messages`, pieces. */
export const langChainFormat: TranscriptFormat = {
  name: 'langchain',
  title: 'LangChain messages',
  detect: (sample) => (sample.some(isLangChain) ? 'yes' : 'no'),
  isRecordList: (list) => !list.some((item) => plainMessage(item) !== undefined),
  createReader: (_shared, whose) => {
    const stream = createLangChainStream();
    return withStream(stream.isPiece, stream, createConversationReader(dialect, whose));
  },
};

function isMessage(value: JsonObject): boolean {
  return plainMessage(value) !== undefined;
}

function isLangChain(value: JsonValue): boolean {
  if (isList(value)) return value.some(isTellingMessage);
  if (!isObject(value)) return false;
  const conversation = findConversation(value, isMessage);
  if (typeof conversation === 'string') return false;
  const [answer] = conversation.answers.found;
  if (answer !== undefined) return isTellingMessage(answer.value);
  return conversation.messages?.list.some(isTellingMessage) === true;
}

const dialect: ProviderDialect = {
  readMessage,
  isResponse: isMessage,
  readResponse: (message, pointer) => ({ choices: [[{ message, pointer }]], problems: [] }),
};

function readMessage(message: JsonValue, pointer: string): MessageContent {
  const plain = plainMessage(message);
  if (plain === undefined)
    return problem(`${pointer === '' ? 'the record' : pointer} is ${kindOf(message)} that is no message`);
  const at = `${pointer}${plain.pointer}`;
  if (plain.kind === 'tool') return { ...emptyContent, results: [resultOf(plain.value)] };
  const read = readCalls(plain.value, at);
  if (plain.kind === 'ai') return read;
  return { ...read, calls: [], foreign: read.calls.map(({ tool }) => tool) };
}

function problem(why: string): MessageContent {
  return { ...emptyContent, problems: [why] };
}

function readCalls(message: JsonObject, pointer: string): MessageContent {
  const { tool_calls: good, invalid_tool_calls: bad, additional_kwargs: more } = message;
  const calls: FoundCall[] = [];
  const problems: string[] = [];
  const readList = (
    list: JsonValue | undefined,
    at: string,
    read: (call: JsonValue, pointer: string) => FoundCall | string,
  ): void => {
    if (isList(list))
      list.forEach((item, index) => {
        const call = read(item, `${at}/${index}`);
        if (typeof call === 'string') problems.push(call);
        else calls.push(call);
      });
    else if (!isNothing(list)) problems.push(`${at} is ${kindOf(list)}, and a list is meant`);
  };
  readList(good, `${pointer}/tool_calls`, (call, at) => readCall(call, at));
  readList(bad, `${pointer}/invalid_tool_calls`, readInvalid);
  if (calls.length + problems.length > 0)
    return withUnread({ ...emptyContent, calls, problems }, objectOf(more)?.tool_calls, pointer);
  const blocks = readBlocks(message.content, `${pointer}/content`);
  const copy = objectOf(more);
  if (blocks !== emptyContent || copy === undefined) return blocks;
  // Old versions have the calls only as the provider sent them.
  const { tool_calls, function_call } = copy;
  if (isNothing(tool_calls) && isNothing(function_call)) return emptyContent;
  const sent = { role: 'assistant', ...(isNothing(tool_calls) ? {} : { tool_calls }) };
  return readChatMessage(
    isNothing(function_call) || !isNothing(tool_calls) ? sent : { ...sent, function_call },
    `${pointer}/additional_kwargs`,
  );
}

/** The provider's own list may have calls, told by their ids, that LangChain dropped. */
function withUnread(read: MessageContent, sent: JsonValue | undefined, pointer: string): MessageContent {
  const known = new Set(read.calls.map(({ callId }) => callId));
  if (!isList(sent) || sent.length <= read.calls.length || known.has(undefined)) return read;
  const unread = sent.filter((call) => {
    const id = isObject(call) ? textOf(call.id) : undefined;
    return id !== undefined && !known.has(id);
  });
  if (unread.length === 0) return read;
  const more = readChatMessage({ role: 'assistant', tool_calls: unread }, `${pointer}/additional_kwargs`);
  // The places in the list are not those of the record, so that a doubled key leaves all of it in doubt.
  const calls = more.calls.map((call) => ({ ...call, argumentsAt: undefined }));
  return { ...read, calls: [...read.calls, ...calls], problems: [...read.problems, ...more.problems] };
}

/** Calls that stand only in the content, in LangChain's own form or the provider's. */
function readBlocks(content: JsonValue | undefined, pointer: string): MessageContent {
  if (!isList(content)) return emptyContent;
  const calls: FoundCall[] = [];
  const problems: string[] = [];
  content.forEach((block, index) => {
    const type = isObject(block) ? textOf(block.type) : undefined;
    if (!isObject(block) || type === undefined) return;
    const at = `${pointer}/${index}`;
    const given = type === 'tool_call' ? 'args' : type.endsWith('tool_use') ? 'input' : 'arguments';
    if (given === 'arguments' && type !== 'function_call' && type !== 'server_tool_call') return;
    const read = readCall(block, at, given);
    if (typeof read === 'string') problems.push(read);
    else calls.push(read);
  });
  return calls.length + problems.length === 0 ? emptyContent : { ...emptyContent, calls, problems };
}

function readCall(call: JsonValue, pointer: string, key: string = 'args'): FoundCall | string {
  const tool = isObject(call) ? textOf(call.name) : undefined;
  if (!isObject(call) || tool === undefined) return `${pointer} names no tool`;
  const callId = textOf(call.id);
  const given = call[key];
  if (typeof given === 'string') return { tool, callId, arguments: readArguments(given) };
  if (given !== undefined) return { tool, callId, arguments: given, argumentsAt: `${pointer}/${key}` };
  return { tool, callId, arguments: new UnjudgeableArguments('the recording has no arguments for the call') };
}

/** What LangChain could not read is a call all the same. */
function readInvalid(call: JsonValue, pointer: string): FoundCall | string {
  const tool = isObject(call) ? textOf(call.name) : undefined;
  if (!isObject(call) || tool === undefined) return `${pointer} names no tool`;
  const why = 'the recorder could not read the arguments';
  return { tool, callId: textOf(call.id), arguments: new UnjudgeableArguments(why) };
}

function resultOf(message: JsonObject): CallResult {
  return { callId: textOf(message.tool_call_id), value: resultValue(message.content) };
}
