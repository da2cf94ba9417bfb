import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { readArguments, readJson } from '../../text/strict-json.ts';
import { isList, isObject, objectOf, textOf } from '../json-access.ts';
import { unpackParallel } from '../messages/parallel-wrapper.ts';
import type { FoundCall } from '../transcript-format.ts';

/**
 * The calls in what a model gave back, as traces keep it: messages or a message of any provider's form, or JSON text of
 * one. Only what stands at a call's place is one; texts and results are not searched.
 */
export function outputCalls(output: JsonValue | undefined): readonly FoundCall[] {
  const calls: FoundCall[] = [];
  collect(parsed(output), calls, 0);
  return calls.flatMap(unpackParallel);
}

/** Members that hold messages, parts of one, or calls. */
const inner: readonly string[] = [
  'messages',
  'message',
  'choices',
  'generations',
  'candidates',
  'content',
  'parts',
  'output',
  'tool_calls',
  'toolCalls',
  'function_call',
  'functionCall',
  'toolUse',
  'kwargs',
];
const deepest = 8;

function collect(value: JsonValue | undefined, calls: FoundCall[], depth: number): void {
  if (depth > deepest) return;
  if (isList(value))
    for (const item of value) collect(isJsonText(item) ? parsed(item) : item, calls, depth + 1);
  if (!isObject(value) || isNotTheModels(value)) return;
  const call = readCall(value);
  if (call !== undefined) {
    calls.push(call);
    return;
  }
  const before = calls.length;
  for (const key of inner) collect(value[key], calls, depth + 1);
  // LangChain's copy of the provider's own form: the only one in some traces.
  if (calls.length === before) collect(value.additional_kwargs, calls, depth + 1);
}

function isNotTheModels({ role, type }: JsonObject): boolean {
  if (typeof role === 'string') return !['assistant', 'model', 'ai'].includes(role.toLowerCase());
  return type === 'human' || type === 'tool' || type === 'system';
}

function isJsonText(value: JsonValue): boolean {
  return typeof value === 'string' && value.startsWith('{');
}

function parsed(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== 'string') return value;
  const reading = readJson(value);
  return reading.ok && reading.duplicateKey === undefined ? reading.value : undefined;
}

const argumentKeys: readonly string[] = ['arguments', 'args', 'input'];

/** A call in one of the providers' forms: a name and, beside it, arguments. */
function readCall(value: JsonObject): FoundCall | undefined {
  const called = objectOf(value.function) ?? value;
  const tool = textOf(called.name) ?? textOf(value.toolName) ?? textOf(value['tool.name']);
  if (tool === undefined) return undefined;
  const told =
    argumentKeys.find((key) => called[key] !== undefined) ??
    (value['tool.args'] === undefined ? undefined : 'tool.args');
  const typed = typeof value.type === 'string' && /tool[_-]?(call|use)$|^function(_call)?$/.test(value.type);
  if (told === undefined && !typed) return undefined;
  const callId = ['call_id', 'id', 'toolCallId', 'tool_call_id', 'toolUseId']
    .map((key) => textOf(value[key]))
    .find(Boolean);
  return { tool, callId, arguments: argumentsOf(told === undefined ? undefined : called[told]) };
}

/** Arguments as traces have them: a value, or JSON text of one. */
export function argumentsOf(given: JsonValue | undefined): JsonValue | UnjudgeableArguments {
  if (given === undefined) return new UnjudgeableArguments('the recording has no arguments for the call');
  return typeof given === 'string' ? readArguments(given) : given;
}
