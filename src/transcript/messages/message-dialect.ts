import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isAgentDojo } from '../formats/agentdojo.ts';
import { isList, isNothing, isObject, objectOf } from '../json-access.ts';
import { isAiSdkPiece } from '../streams/ai-sdk-stream.ts';
import { isAnthropicEvent } from '../streams/anthropic-stream.ts';
import { isBedrockEvent } from '../streams/bedrock-stream.ts';
import { isOpenAiChunk } from '../streams/openai-chat-stream.ts';
import { pieceOf } from '../streams/stream-reader.ts';
import { findConversation } from './conversation.ts';
import { plainMessage } from './langchain-message.ts';
import { isResponseItem } from './response-item.ts';

/** Whose form messages have; `either` where nothing tells, `other` for anything else. */
type MessageDialect = Provider | 'either' | 'other';

type Provider = 'openai' | 'anthropic' | 'ai-sdk' | 'bedrock';

const providers: readonly Provider[] = ['openai', 'anthropic', 'ai-sdk', 'bedrock'];

/** Whether the records are of this provider. Messages in which nothing tells are everybody's: that is ambiguous. */
export function detectDialect(sample: readonly JsonValue[], provider: Provider): 'yes' | 'no' {
  if (sample.some(isAgentDojo)) return 'no';
  // Agents' own logs have messages too, among lines of other kinds.
  const bare = sample.every((value) => isObject(value) && isBareMessage(pieceOf(value).value));
  const dialects = new Set(sample.map((value) => dialectOf(value, bare)));
  if (dialects.has(provider)) return 'yes';
  const told = providers.some((name) => dialects.has(name));
  const either = provider === 'openai' || provider === 'anthropic';
  return either && dialects.has('either') && !told ? 'yes' : 'no';
}

/** Whether a list is the messages of one conversation. */
export function isMessageList(list: readonly JsonValue[]): boolean {
  const [first] = list;
  return isObject(first) && typeof first.role === 'string' && !isAnthropicResponse(first);
}

export function isOpenAiResponse(value: JsonObject): boolean {
  if (value.object === 'chat.completion') return true;
  return (
    isList(value.choices) && value.choices.some((choice) => isObject(choice) && isObject(choice.message))
  );
}

export function isAnthropicResponse(value: JsonObject): boolean {
  if (!isList(value.content)) return false;
  // Some recorders keep no more of an answer than its content.
  if (value.type === undefined && value.role === undefined)
    return value.content.some((block) => String(objectOf(block)?.type).endsWith('tool_use'));
  if (value.type !== 'message') return false;
  // OpenAI's Responses have messages of this type too.
  return !value.content.some((block) => /^(in|out)put_text$/.test(String(objectOf(block)?.type)));
}

/** Whether a record is one message by itself, as logs have them that write a message a line. */
export function isBareMessage(value: JsonObject): boolean {
  const { role, content, parts, messages, type, tool_calls: calls } = value;
  if (typeof role !== 'string' || messages !== undefined || type !== undefined) return false;
  return content !== undefined || parts !== undefined || calls !== undefined;
}

export function isBedrockResponse({ output }: JsonObject): boolean {
  return isList(objectOf(objectOf(output)?.message)?.content);
}

function dialectOf(value: JsonValue, bare: boolean): MessageDialect {
  if (isObject(value) && (isResponseItem(value) || plainMessage(value) !== undefined)) return 'other';
  const piece = isObject(value) ? pieceOf(value).value : undefined;
  if (piece !== undefined) {
    if (isOpenAiChunk(piece)) return 'openai';
    if (isAnthropicEvent(piece)) return 'anthropic';
    if (isBedrockEvent(piece)) return 'bedrock';
    if (isAiSdkPiece(piece)) return 'ai-sdk';
    if (isBareMessage(piece) && !bare) return 'other';
    if (isBareMessage(piece)) return callDialect(piece) ?? requestDialect([piece], []);
  }
  const conversation = findConversation(value, isAnyResponse);
  if (typeof conversation === 'string') return 'other';
  const { answers, messages, about } = conversation;
  const [answer] = answers.found;
  if (answer !== undefined) return responseDialect(answer.value);
  if (messages === undefined || !isMessageList(messages.list)) return 'other';
  for (const message of messages.list) {
    const told = callDialect(message);
    if (told !== undefined) return told;
  }
  return requestDialect(messages.list, about);
}

function isAnyResponse(value: JsonObject): boolean {
  return isOpenAiResponse(value) || isAnthropicResponse(value) || isBedrockResponse(value);
}

function responseDialect(value: JsonObject): MessageDialect {
  if (isOpenAiResponse(value)) return 'openai';
  return isAnthropicResponse(value) ? 'anthropic' : 'bedrock';
}

/** What the calls and results of a message tell. */
function callDialect(message: JsonValue): MessageDialect | undefined {
  if (!isObject(message) || (isResponseItem(message) && message.role === undefined)) return 'other';
  const { content, tool_calls: calls } = message;
  if (isList(calls) && calls.length > 0) return isObject(objectOf(calls[0])?.function) ? 'openai' : 'other';
  if (isObject(message.function_call)) return 'openai';
  if (isList(message.parts)) return message.parts.some(isTyped) ? 'ai-sdk' : 'other';
  if (isList(message.toolInvocations) && message.toolInvocations.length > 0) return 'ai-sdk';
  if (!isList(content)) return undefined;
  for (const block of content) {
    const type = objectOf(block)?.type;
    if (typeof type !== 'string') return isObject(block) ? 'bedrock' : 'other';
    if (type.endsWith('tool_use') || type.endsWith('tool_result')) return 'anthropic';
    if (type === 'tool-call' || type === 'tool-result') return 'ai-sdk';
  }
  return undefined;
}

function isTyped(part: JsonValue): boolean {
  return typeof objectOf(part)?.type === 'string';
}

const openAiRoles: ReadonlySet<string> = new Set(['system', 'developer', 'tool', 'function']);

/** What the rest of a request tells, where no tool is called in it. */
function requestDialect(messages: readonly JsonValue[], about: readonly JsonObject[]): MessageDialect {
  for (const { tools, system } of about) {
    const tool = isList(tools) ? objectOf(tools[0]) : undefined;
    if (isObject(tool?.function)) return 'openai';
    if (isObject(tool?.input_schema) || !isNothing(system)) return 'anthropic';
  }
  const roles = messages.map((message) => objectOf(message)?.role);
  return roles.some((role) => typeof role === 'string' && openAiRoles.has(role)) ? 'openai' : 'either';
}
