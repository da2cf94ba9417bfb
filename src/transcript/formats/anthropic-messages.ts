import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { isList, isNothing, isObject, kindOf, textOf } from '../json-access.ts';
import { createConversationReader, type ProviderDialect } from '../messages/conversation-reader.ts';
import {
  detectDialect,
  isAnthropicResponse,
  isBareMessage,
  isMessageList,
} from '../messages/message-dialect.ts';
import { type CallResult, emptyContent, type MessageContent } from '../messages/messages.ts';
import { resultValue } from '../messages/result-value.ts';
import { createAnthropicStream, isAnthropicEvent } from '../streams/anthropic-stream.ts';
import { withStream } from '../streams/stream-reader.ts';
import type { FoundCall, TranscriptFormat } from '../transcript-format.ts';

/** Anthropic's Messages: answers, lists of messages, logs of requests and answers. */
export const anthropicMessagesFormat: TranscriptFormat = {
  name: 'anthropic-messages',
  title: 'Anthropic Messages',
  detect: (sample) => detectDialect(sample, 'anthropic'),
  isRecordList: (list) => !isMessageList(list),
  createReader: (_shared, whose) =>
    withStream(isAnthropicEvent, createAnthropicStream(), createConversationReader(dialect, whose)),
};

const dialect: ProviderDialect = {
  readMessage: readAnthropicMessage,
  isResponse: (value) => isAnthropicResponse(value) || isBareMessage(value),
  readResponse: (value, pointer) => {
    const message =
      value.type === undefined && value.role === undefined ? { ...value, role: 'assistant' } : value;
    return { choices: [[{ message, pointer }]], problems: [] };
  },
};

/** Reads a message of Anthropic's API; `pointer` is its place in the record. */
export function readAnthropicMessage(message: JsonValue, pointer: string): MessageContent {
  if (!isObject(message))
    return { ...emptyContent, problems: [`${pointer} is ${kindOf(message)}, and a message is meant`] };
  const { role, content } = message;
  if (typeof role !== 'string')
    return { ...emptyContent, problems: [`${pointer === '' ? 'the answer' : pointer} has no role`] };
  if (!isNothing(message.tool_calls)) {
    return { ...emptyContent, problems: [`${pointer}/tool_calls holds tool calls in another format’s form`] };
  }
  if (typeof content === 'string') return emptyContent;
  if (!isList(content))
    return {
      ...emptyContent,
      problems: [`${pointer}/content is ${kindOf(content)}, and text or a list is meant`],
    };
  const blocks = readBlocks(content, `${pointer}/content`);
  if (role === 'assistant' || blocks.calls.length === 0) return blocks;
  return { ...blocks, calls: [], foreign: blocks.calls.map(({ tool }) => tool) };
}

function readBlocks(blocks: readonly JsonValue[], pointer: string): MessageContent {
  const calls: FoundCall[] = [];
  const results: CallResult[] = [];
  const problems: string[] = [];
  blocks.forEach((block, index) => {
    const type = isObject(block) ? block.type : undefined;
    if (!isObject(block) || typeof type !== 'string')
      problems.push(`${pointer}/${index} is no content block with a type`);
    else if (type.endsWith('tool_use')) {
      const read = readCall(block, `${pointer}/${index}`);
      if (typeof read === 'string') problems.push(read);
      else calls.push(read);
    } else if (type.endsWith('tool_result')) results.push(readResult(block));
  });
  return { calls, results, problems, foreign: [] };
}

function readCall(block: JsonObject, pointer: string): FoundCall | string {
  const { name, id, input } = block;
  if (typeof name !== 'string' || name === '')
    return `${pointer}/name is ${kindOf(name)}, and a tool’s name is meant`;
  const callId = textOf(id);
  if (input !== undefined) return { tool: name, callId, arguments: input, argumentsAt: `${pointer}/input` };
  return {
    tool: name,
    callId,
    arguments: new UnjudgeableArguments('the recording has no input for the call'),
  };
}

function readResult(block: JsonObject): CallResult {
  return { callId: textOf(block.tool_use_id), value: resultValue(block.content) };
}
