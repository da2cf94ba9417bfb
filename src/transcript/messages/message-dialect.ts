import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isAgentDojo } from '../formats/agentdojo.ts';
import { isList, isNothing, isObject, objectOf } from '../json-access.ts';
import { findConversation } from './conversation.ts';

/** Whose form messages have; `either` where nothing tells, `other` for anything else. */
type MessageDialect = 'openai' | 'anthropic' | 'either' | 'other';

/** Whether the records are of this provider. Messages in which nothing tells are everybody's: that is ambiguous. */
export function detectDialect(sample: readonly JsonValue[], provider: 'openai' | 'anthropic'): 'yes' | 'no' {
  if (sample.some(isAgentDojo)) return 'no';
  const dialects = new Set(sample.map(dialectOf));
  if (dialects.has(provider)) return 'yes';
  const told = dialects.has('openai') || dialects.has('anthropic');
  return dialects.has('either') && !told ? 'yes' : 'no';
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
  return value.type === 'message' && isList(value.content);
}

function dialectOf(value: JsonValue): MessageDialect {
  const conversation = findConversation(
    value,
    (place) => isOpenAiResponse(place) || isAnthropicResponse(place),
  );
  if (typeof conversation === 'string') return 'other';
  const { response, messages, about } = conversation;
  if (response !== undefined) return isOpenAiResponse(response.value) ? 'openai' : 'anthropic';
  if (messages === undefined || !isMessageList(messages.list)) return 'other';
  for (const message of messages.list) {
    const told = callDialect(message);
    if (told !== undefined) return told;
  }
  return requestDialect(messages.list, about);
}

/** What the calls and results of a message tell. */
function callDialect(message: JsonValue): MessageDialect | undefined {
  if (!isObject(message)) return 'other';
  const { content, tool_calls: calls } = message;
  if (isList(calls) && calls.length > 0) return isObject(objectOf(calls[0])?.function) ? 'openai' : 'other';
  if (isObject(message.function_call)) return 'openai';
  if (!isNothing(message.parts)) return 'other';
  if (!isList(content)) return undefined;
  for (const block of content) {
    const type = objectOf(block)?.type;
    if (typeof type !== 'string') return 'other';
    if (type.endsWith('tool_use') || type.endsWith('tool_result')) return 'anthropic';
    if (type === 'tool-call' || type === 'tool-result') return 'other';
  }
  return undefined;
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
