import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { readArguments } from '../../text/strict-json.ts';
import { isList, isObject, textOf } from '../json-access.ts';
import type { FoundCall } from '../transcript-format.ts';

const wrappers: ReadonlySet<string> = new Set([
  'multi_tool_use.parallel',
  'multi_tool_use_parallel',
  'parallel',
]);
const namespace = 'functions.';
const maxCalls = 10_000;
const maxDepth = 8;

/**
 * The calls in OpenAI's wrapper `parallel`, whose arguments are `tool_uses[].{recipient_name, parameters}`; any other call
 * comes back as it is. Ids become `ID/0`, `ID/1`. What cannot be unpacked is a call of the wrapper that is unjudgeable. A tool
 * that is only called `parallel`, without `tool_uses`, is no wrapper.
 */
export function unpackParallel(call: FoundCall): readonly FoundCall[] {
  const found: FoundCall[] = [];
  unpack(call, found, 0);
  return found;
}

function unpack(call: FoundCall, found: FoundCall[], depth: number): void {
  const uses = usesOf(call);
  if (uses === undefined) found.push(call);
  else if (!isList(uses)) found.push(packed(call, 'the wrapper of parallel calls has no list of them'));
  else if (uses.length === 0) found.push(packed(call, 'the wrapper of parallel calls is empty'));
  else if (depth >= maxDepth || found.length + uses.length > maxCalls)
    found.push(packed(call, 'the wrapper of parallel calls holds too many or too deep'));
  else uses.forEach((use, index) => void unpack(readUse(call, use, index), found, depth + 1));
}

/** What stands in place of the list; undefined where this is no wrapper. */
function usesOf({ tool, arguments: given }: FoundCall): JsonValue | undefined {
  if (!wrappers.has(tool) || given instanceof UnjudgeableArguments) return undefined;
  if (isObject(given) && given.tool_uses !== undefined) return given.tool_uses;
  return tool === 'parallel' ? undefined : null;
}

function packed(call: FoundCall, problem: string): FoundCall {
  return { ...call, argumentsAt: undefined, arguments: new UnjudgeableArguments(problem) };
}

function readUse(wrapper: FoundCall, use: JsonValue, index: number): FoundCall {
  const callId = wrapper.callId === undefined ? undefined : `${wrapper.callId}/${index}`;
  const name = isObject(use) ? textOf(use.recipient_name) : undefined;
  const tool = name?.startsWith(namespace) === true ? name.slice(namespace.length) : name;
  if (!isObject(use) || tool === undefined || tool === '')
    return { ...packed(wrapper, 'the wrapper of parallel calls holds one that names no tool'), callId };
  const at = wrapper.argumentsAt;
  const argumentsAt = at === undefined ? undefined : `${at}/tool_uses/${index}/parameters`;
  return { ...wrapper, tool, callId, argumentsAt, arguments: parametersOf(use) };
}

function parametersOf({ parameters }: JsonObject): JsonValue | UnjudgeableArguments {
  if (parameters === undefined)
    return new UnjudgeableArguments('the wrapper of parallel calls has no parameters for the call');
  return typeof parameters === 'string' ? readArguments(parameters) : parameters;
}
