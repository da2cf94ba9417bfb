import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { duplicateKeyProblem, readArguments, readJson } from '../../text/strict-json.ts';
import { isList, isObject, objectOf, textOf } from '../json-access.ts';
import { unpackParallel } from '../messages/parallel-wrapper.ts';
import type { FoundCall } from '../transcript-format.ts';

/** Takes what is wrong with an output, without full stop. */
export type ReportProblem = (why: string) => void;

/**
 * The calls in what a model gave back, as traces keep it: messages or a message of any provider's form, or JSON text of
 * one. Only what stands at a call's place is one; texts and results are not searched. Text that is cut off in a call, or
 * in which a key stands twice, is reported, and no call in it is judged.
 */
export function outputCalls(output: JsonValue | undefined, report: ReportProblem): readonly FoundCall[] {
  const state: State = { calls: [], report };
  collectFrom(output, state, 0);
  return state.calls.flatMap(unpackParallel);
}

interface State {
  readonly calls: FoundCall[];
  readonly report: ReportProblem;
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

/** As `collect`, of a value that may be JSON text. */
function collectFrom(given: JsonValue | undefined, state: State, depth: number): void {
  if (typeof given !== 'string') {
    collect(given, state, depth);
    return;
  }
  const reading = readJson(given);
  if (!reading.ok) {
    if (looksCutOff(given)) state.report('the text of an answer with calls is cut off, or is no JSON');
    return;
  }
  const { duplicateKey } = reading;
  if (duplicateKey === undefined) {
    collect(reading.value, state, depth);
    return;
  }
  const inside: State = { ...state, calls: [] };
  collect(reading.value, inside, depth);
  const problem = duplicateKeyProblem(duplicateKey);
  if (inside.calls.length > 0 || looksCutOff(given)) state.report(`in the text of an answer ${problem}`);
  for (const call of inside.calls)
    state.calls.push({ ...call, arguments: new UnjudgeableArguments(problem) });
}

const callText = /"(?:tool_?[cC]alls?|function_?[cC]all|tool[-_]?[uU]se|tool-call)"/;

function looksCutOff(text: string): boolean {
  return /^\s*[{[]/.test(text) && callText.test(text);
}

function collect(value: JsonValue | undefined, state: State, depth: number): void {
  if (depth > deepest) return;
  if (isList(value))
    for (const item of value) {
      if (isJsonText(item)) collectFrom(item, state, depth + 1);
      else collect(item, state, depth + 1);
    }
  if (!isObject(value) || isNotTheModels(value)) return;
  const call = readCall(value);
  if (call !== undefined) {
    state.calls.push(call);
    return;
  }
  const before = state.calls.length;
  for (const key of inner) collect(value[key], state, depth + 1);
  // LangChain's copy of the provider's own form: the only one in some traces.
  if (state.calls.length === before) collect(value.additional_kwargs, state, depth + 1);
}

function isNotTheModels({ role, type }: JsonObject): boolean {
  if (typeof role === 'string') return !['assistant', 'model', 'ai'].includes(role.toLowerCase());
  return type === 'human' || type === 'tool' || type === 'system';
}

function isJsonText(value: JsonValue): boolean {
  return typeof value === 'string' && value.startsWith('{');
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
