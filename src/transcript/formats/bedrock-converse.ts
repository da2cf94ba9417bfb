import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { isList, isNothing, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import { createConversationReader, type ProviderDialect } from '../messages/conversation-reader.ts';
import {
  detectDialect,
  isBareMessage,
  isBedrockResponse,
  isMessageList,
} from '../messages/message-dialect.ts';
import { type CallResult, emptyContent, type MessageContent } from '../messages/messages.ts';
import { resultValue } from '../messages/result-value.ts';
import { createBedrockStream, isBedrockEvent } from '../streams/bedrock-stream.ts';
import { withStream } from '../streams/stream-reader.ts';
import type { FoundCall, TranscriptFormat } from '../transcript-format.ts';

/** Amazon Bedrock's Converse: answers, lists of messages, logs of requests and answers, events of streams. */
export const bedrockConverseFormat: TranscriptFormat = {
  name: 'bedrock-converse',
  title: 'Bedrock Converse',
  detect: (sample) => detectDialect(sample, 'bedrock'),
  isRecordList: (list) => !isMessageList(list),
  createReader: (_shared, whose) =>
    withStream(isBedrockEvent, createBedrockStream(), createConversationReader(dialect, whose)),
};

const dialect: ProviderDialect = {
  readMessage,
  isResponse: (value) => isBedrockResponse(value) || isBareMessage(value),
  readResponse: (value, pointer) => {
    const message = objectOf(value.output)?.message;
    const found =
      message === undefined ? { message: value, pointer } : { message, pointer: `${pointer}/output/message` };
    return { choices: [[found]], problems: [] };
  },
};

function readMessage(message: JsonValue, pointer: string): MessageContent {
  if (!isObject(message)) return problem(`${pointer} is ${kindOf(message)}, and a message is meant`);
  const { role, content } = message;
  if (typeof role !== 'string') return problem(`${pointer} has no role`);
  if (!isList(content)) return problem(`${pointer}/content is ${kindOf(content)}, and a list is meant`);
  const calls: FoundCall[] = [];
  const results: CallResult[] = [];
  const problems: string[] = [];
  for (const [index, block] of content.entries()) {
    const at = `${pointer}/content/${index}`;
    if (!isObject(block)) {
      problems.push(`${at} is ${kindOf(block)}, and a content block is meant`);
      continue;
    }
    if (isObject(block.toolResult)) results.push(readResult(block.toolResult));
    if (isNothing(block.toolUse)) continue;
    const read = readCall(block.toolUse, `${at}/toolUse`);
    if (typeof read === 'string') problems.push(read);
    else calls.push(read);
  }
  if (role === 'assistant') return { calls, results, problems, foreign: [] };
  return { calls: [], results, problems, foreign: calls.map(({ tool }) => tool) };
}

function problem(why: string): MessageContent {
  return { ...emptyContent, problems: [why] };
}

function readCall(use: JsonValue, pointer: string): FoundCall | string {
  const tool = isObject(use) ? textOf(use.name) : undefined;
  if (!isObject(use) || tool === undefined) return `${pointer} names no tool`;
  const callId = textOf(use.toolUseId);
  if (use.input !== undefined) return { tool, callId, arguments: use.input, argumentsAt: `${pointer}/input` };
  return { tool, callId, arguments: new UnjudgeableArguments('the recording has no input for the call') };
}

/** One block of text or JSON counts as what it holds. */
function readResult({ toolUseId, content }: JsonObject): CallResult {
  const only = isList(content) && content.length === 1 ? objectOf(content[0]) : undefined;
  const value = only?.json ?? (typeof only?.text === 'string' ? resultValue(only.text) : content);
  return { callId: textOf(toolUseId), value };
}
