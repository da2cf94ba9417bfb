import type { JsonObject, JsonValue } from '../../model/json.ts';
import { UnjudgeableArguments } from '../../model/json.ts';
import { readArguments } from '../../text/strict-json.ts';
import { isList, isNothing, isObject, kindOf, textOf } from '../json-access.ts';
import type { FoundCall } from '../transcript-format.ts';
import { type CallResult, emptyContent, type MessageContent } from './messages.ts';
import { unpackParallel } from './parallel-wrapper.ts';
import { resultValue } from './result-value.ts';

/**
 * Reads a message in the form of OpenAI's chat: `tool_calls[].function`, or the older `function_call`; results in
 * messages of the role `tool` or `function`. AgentDojo's form is read too: there `function` is the tool's name and
 * `args` holds the arguments, and result messages repeat their call. Arguments are JSON text or, with some recorders,
 * an object.
 */
export function readChatMessage(message: JsonValue, pointer: string): MessageContent {
  if (!isObject(message)) return problem(`${pointer} is ${kindOf(message)}, and a message is meant`);
  const { role } = message;
  if (typeof role !== 'string') return problem(`${pointer} has no role`);
  const parts = callParts(message, pointer);
  if (role === 'assistant') return parts;
  const answers = role === 'tool' || role === 'function';
  if (!answers && parts === emptyContent) return emptyContent;
  const foreign = parts.calls.map(({ tool }) => tool);
  return { ...parts, calls: [], foreign, results: answers ? [resultOf(message)] : [] };
}

function problem(why: string): MessageContent {
  return { ...emptyContent, problems: [why] };
}

function callParts(message: JsonObject, pointer: string): MessageContent {
  const { tool_calls: list, function_call: single, content } = message;
  const block = isList(content) ? content.find(isForeignCall) : undefined;
  if (isNothing(list) && isNothing(single) && block === undefined) return emptyContent;
  const calls: FoundCall[] = [];
  const problems: string[] = [];
  if (block !== undefined) problems.push(`${pointer}/content holds a tool call in another format’s form`);
  const add = (read: FoundCall | string): void =>
    void (typeof read === 'string' ? problems.push(read) : calls.push(...unpackParallel(read)));
  if (isList(list)) list.forEach((item, index) => void add(readCall(item, `${pointer}/tool_calls/${index}`)));
  else if (!isNothing(list)) problems.push(`${pointer}/tool_calls is ${kindOf(list)}, and a list is meant`);
  if (!isNothing(single)) add(readFunction(single, `${pointer}/function_call`, undefined));
  return { ...emptyContent, calls, problems };
}

// Blocks that hold calls elsewhere: Anthropic, the AI SDK, Bedrock, Gemini.
function isForeignCall(block: JsonValue): boolean {
  if (!isObject(block)) return false;
  const { type, toolUse, functionCall } = block;
  const named = typeof type === 'string' && (type.endsWith('tool_use') || type === 'tool-call');
  return named || !isNothing(toolUse) || !isNothing(functionCall);
}

/** The call, or what is wrong with it. */
function readCall(call: JsonValue, pointer: string): FoundCall | string {
  if (!isObject(call)) return `${pointer} is ${kindOf(call)}, and a tool call is meant`;
  const callId = textOf(call.id);
  if (isObject(call.function)) return readFunction(call.function, `${pointer}/function`, callId);
  if (typeof call.function === 'string')
    return readNamed(call.function, call.args, `${pointer}/args`, callId);
  if (isObject(call.custom)) return readCustom(call.custom, `${pointer}/custom`, callId);
  return `${pointer} names no function`;
}

function readFunction(called: JsonValue, pointer: string, callId: string | undefined): FoundCall | string {
  if (!isObject(called)) return `${pointer} is ${kindOf(called)}, and a function with its arguments is meant`;
  if (typeof called.name !== 'string') return `${pointer} has no name`;
  return readNamed(called.name, called.arguments, `${pointer}/arguments`, callId);
}

function readNamed(
  tool: string,
  given: JsonValue | undefined,
  pointer: string,
  callId: string | undefined,
): FoundCall | string {
  if (tool === '') return `the call of ${pointer} has an empty name`;
  if (given === undefined)
    return {
      tool,
      callId,
      arguments: new UnjudgeableArguments('the recording has no arguments for the call'),
    };
  if (typeof given === 'string') return { tool, callId, arguments: readArguments(given) };
  return { tool, callId, arguments: given, argumentsAt: pointer };
}

/** A custom tool takes free text, which no argument path reaches. */
function readCustom(custom: JsonObject, pointer: string, callId: string | undefined): FoundCall | string {
  const tool = textOf(custom.name);
  if (tool === undefined) return `${pointer} has no name`;
  return { tool, callId, arguments: new UnjudgeableArguments('the tool takes free text, not JSON') };
}

function resultOf(message: JsonObject): CallResult {
  const { tool_call: answered } = message;
  const repeated = isObject(answered) ? textOf(answered.function) : undefined;
  return {
    callId: textOf(message.tool_call_id) ?? (isObject(answered) ? textOf(answered.id) : undefined),
    tool: repeated ?? (message.role === 'function' ? textOf(message.name) : undefined),
    value: resultValue(message.content),
  };
}
