import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { readArguments } from '../../text/strict-json.ts';
import { isList, isNothing, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import type { FoundCall } from '../transcript-format.ts';
import { type CallResult, emptyContent, type MessageContent } from './messages.ts';
import { unpackParallel } from './parallel-wrapper.ts';
import { resultValue } from './result-value.ts';

/** Calls of tools that the provider or its client has built in; the tool's name is the type without `_call`. */
const builtIn: ReadonlyMap<string, string> = new Map([
  ['local_shell_call', 'action'],
  ['shell_call', 'action'],
  ['apply_patch_call', 'operation'],
  ['computer_call', 'action'],
  ['web_search_call', 'action'],
  ['tool_search_call', 'arguments'],
]);

/** Those whose arguments are members of the item itself. */
const spread: ReadonlyMap<string, readonly string[]> = new Map([
  ['file_search_call', ['queries']],
  ['code_interpreter_call', ['code', 'container_id']],
  ['image_generation_call', ['prompt']],
]);

/** Items that are a question about a call, or list tools: no calls. */
const silent: ReadonlySet<string> = new Set([
  'message',
  'reasoning',
  'compaction',
  'item_reference',
  'mcp_list_tools',
  'mcp_approval_request',
  'mcp_approval_response',
  'program',
]);

/** Whether a value is an item of OpenAI's Responses, a message included. */
export function isResponseItem(value: JsonValue): boolean {
  if (!isObject(value) || typeof value.type !== 'string') return false;
  const { type } = value;
  if (type === 'function_call' || type === 'custom_tool_call' || type === 'mcp_call')
    return typeof value.name === 'string';
  if (type === 'function_call_output' || type === 'custom_tool_call_output') return true;
  if (type === 'message') return typeof value.role === 'string' && isResponseContent(value.content);
  return type !== 'reasoning' && (silent.has(type) || builtIn.has(type) || spread.has(type));
}

function isResponseContent(content: JsonValue | undefined): boolean {
  return isList(content) && content.some((block) => /^(in|out)put_text$/.test(typeOf(block)));
}

function typeOf(value: JsonValue): string {
  const type = objectOf(value)?.type;
  return typeof type === 'string' ? type : '';
}

/** Reads an item: a call, the output of one, a message or anything else that holds no call. */
export function readResponseItem(item: JsonValue, pointer: string): MessageContent {
  if (!isObject(item)) return problem(`${pointer} is ${kindOf(item)}, and an item is meant`);
  const type = typeOf(item);
  if (type === '')
    return typeof item.role === 'string' ? emptyContent : problem(`${pointer} has neither type nor role`);
  if (type.endsWith('_output')) return { ...emptyContent, results: [resultOf(item)], continues: true };
  if (!type.endsWith('_call'))
    return silent.has(type) || !mayCall(item) ? emptyContent : problem(`${pointer} is of an unknown type`);
  const call = readCall(item, type, pointer);
  if (typeof call === 'string') return problem(call);
  const calls = unpackParallel(call);
  return { ...emptyContent, calls, continues: true };
}

function problem(why: string): MessageContent {
  return { ...emptyContent, problems: [why] };
}

function mayCall({ arguments: given, call_id: id }: JsonObject): boolean {
  return given !== undefined || id !== undefined;
}

/** The call, or what is wrong with it. */
function readCall(item: JsonObject, type: string, pointer: string): FoundCall | string {
  const callId = textOf(item.call_id) ?? textOf(item.id);
  if (type === 'function_call' || type === 'mcp_call' || type === 'custom_tool_call') {
    const tool = textOf(item.name);
    if (tool === undefined) return `${pointer}/name is ${kindOf(item.name)}, and a tool’s name is meant`;
    if (type === 'custom_tool_call') return { tool, callId, arguments: freeText() };
    const call = withArguments(tool, callId, item.arguments, `${pointer}/arguments`);
    // The provider calls the server itself, so the output stands in the call.
    return type === 'mcp_call' && !isNothing(item.output)
      ? { ...call, result: resultValue(item.output) }
      : call;
  }
  const tool = type.slice(0, -'_call'.length);
  const member = builtIn.get(type);
  if (member !== undefined) return withArguments(tool, callId, item[member], `${pointer}/${member}`);
  const members = spread.get(type) ?? ['arguments', 'action', 'input'];
  const given = members.flatMap((key) =>
    item[key] === undefined ? [] : [[key, item[key] ?? null] as const],
  );
  if (given.length === 0) return withArguments(tool, callId, undefined, pointer);
  return { tool, callId, arguments: Object.fromEntries(given) };
}

function freeText(): UnjudgeableArguments {
  return new UnjudgeableArguments('the tool takes free text, not JSON');
}

function withArguments(
  tool: string,
  callId: string | undefined,
  given: JsonValue | undefined,
  argumentsAt: string,
): FoundCall {
  if (given === undefined) {
    const why = 'the recording has no arguments for the call';
    return { tool, callId, arguments: new UnjudgeableArguments(why) };
  }
  if (typeof given === 'string') return { tool, callId, arguments: readArguments(given) };
  return { tool, callId, arguments: given, argumentsAt };
}

function resultOf(item: JsonObject): CallResult {
  return { callId: textOf(item.call_id) ?? textOf(item.id), value: resultValue(item.output) };
}
