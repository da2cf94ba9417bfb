import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { readArguments } from '../../text/strict-json.ts';
import { isList, isNothing, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import { createConversationReader, type ProviderDialect } from '../messages/conversation-reader.ts';
import { detectDialect, isBareMessage, isMessageList } from '../messages/message-dialect.ts';
import { type CallResult, emptyContent, type MessageContent } from '../messages/messages.ts';
import { resultValue } from '../messages/result-value.ts';
import { createAiSdkStream, isAiSdkStreamPart } from '../streams/ai-sdk-stream.ts';
import { withStream } from '../streams/stream-reader.ts';
import type { FoundCall, TranscriptFormat } from '../transcript-format.ts';

/** Vercel's AI SDK: model messages and UI messages, of versions 4 and later, and the parts of streams. */
export const aiSdkFormat: TranscriptFormat = {
  name: 'ai-sdk',
  title: 'Vercel AI SDK',
  detect: (sample) => detectDialect(sample, 'ai-sdk'),
  isRecordList: (list) => !isMessageList(list),
  createReader: (_shared, whose) =>
    withStream(isAiSdkStreamPart, createAiSdkStream(), createConversationReader(dialect, whose)),
};

const dialect: ProviderDialect = {
  readMessage,
  isResponse: isBareMessage,
  readResponse: (message, pointer) => ({ choices: [[{ message, pointer }]], problems: [] }),
};

interface Found {
  readonly calls: FoundCall[];
  readonly results: CallResult[];
  readonly problems: string[];
}

function readMessage(message: JsonValue, pointer: string): MessageContent {
  if (!isObject(message)) return problem(`${pointer} is ${kindOf(message)}, and a message is meant`);
  const { role, content, parts, toolInvocations } = message;
  if (typeof role !== 'string') return problem(`${pointer} has no role`);
  const found: Found = { calls: [], results: [], problems: [] };
  const both = isList(parts) ? parts : content;
  const at = `${pointer}/${isList(parts) ? 'parts' : 'content'}`;
  if (isList(both)) both.forEach((part, index) => void readPart(part, `${at}/${index}`, found));
  else if (typeof both !== 'string' && !isNothing(both))
    found.problems.push(`${at} is ${kindOf(both)}, and text or a list is meant`);
  // Version 4 has the calls beside the parts, and in later editions in both.
  const known = new Set(found.calls.map(({ callId }) => callId));
  if (isList(toolInvocations))
    toolInvocations.forEach((each, index) => {
      const id = isObject(each) ? textOf(each.toolCallId) : undefined;
      if (known.size > 0 && known.has(id)) return;
      readInvocation(each, `${pointer}/toolInvocations/${index}`, found);
    });
  if (role === 'assistant') return { ...found, foreign: [] };
  return { ...found, calls: [], foreign: found.calls.map(({ tool }) => tool) };
}

function problem(why: string): MessageContent {
  return { ...emptyContent, problems: [why] };
}

function readPart(part: JsonValue, pointer: string, found: Found): void {
  const type = isObject(part) ? part.type : undefined;
  if (!isObject(part) || typeof type !== 'string') found.problems.push(`${pointer} is no part with a type`);
  else if (type === 'tool-call') addCall(part.toolName, part, pointer, found);
  else if (type === 'tool-result') found.results.push(resultOf(part, part.output ?? part.result));
  else if (type === 'tool-invocation')
    readInvocation(part.toolInvocation, `${pointer}/toolInvocation`, found);
  else if (type === 'dynamic-tool') readUiPart(part.toolName, part, pointer, found);
  else if (type.startsWith('tool-') && part.toolCallId !== undefined && !isAbout(type, part))
    readUiPart(type.slice('tool-'.length), part, pointer, found);
}

/** Parts of a model's message about a call that stands beside them; a tool's own part has a state. */
function isAbout(type: string, { state }: JsonObject): boolean {
  return (
    state === undefined && ['tool-approval-request', 'tool-approval-response', 'tool-error'].includes(type)
  );
}

function readInvocation(value: JsonValue | undefined, pointer: string, found: Found): void {
  if (!isObject(value)) found.problems.push(`${pointer} is ${kindOf(value)}, and a tool call is meant`);
  else readUiPart(value.toolName, value, pointer, found);
}

/** A call of a UI message: its state says how far it came, and its result stands in it. */
function readUiPart(name: JsonValue | undefined, part: JsonObject, pointer: string, found: Found): void {
  const partial = part.state === 'input-streaming' || part.state === 'partial-call';
  addCall(
    name,
    partial ? { ...part, input: undefined, args: undefined, rawInput: undefined } : part,
    pointer,
    found,
  );
  const output = part.output ?? part.result;
  if (output !== undefined) found.results.push({ ...resultOf(part, undefined), value: plain(output) });
}

function addCall(name: JsonValue | undefined, part: JsonValues, pointer: string, found: Found): void {
  const tool = textOf(name);
  if (tool === undefined) return void found.problems.push(`${pointer} names no tool`);
  const callId = textOf(part.toolCallId);
  const key = ['input', 'args', 'rawInput'].find((each) => part[each] !== undefined);
  const given = key === undefined ? undefined : part[key];
  const call = { tool, callId };
  if (given === undefined) {
    const why = 'the recording has no complete input for the call';
    return void found.calls.push({ ...call, arguments: new UnjudgeableArguments(why) });
  }
  // The model's own text, where the SDK could not read it.
  if (typeof given === 'string') return void found.calls.push({ ...call, arguments: readArguments(given) });
  found.calls.push({ ...call, arguments: given, argumentsAt: `${pointer}/${key}` });
}

type JsonValues = { readonly [key: string]: JsonValue | undefined };

/** Version 5 wraps what a tool gave as `{type: json | text, value}`. */
function resultOf(part: JsonObject, output: JsonValue | undefined): CallResult {
  const wrapped = objectOf(output);
  const typed = wrapped?.type;
  const value = typed === 'json' || typed === 'text' || typed === 'content' ? wrapped?.value : output;
  return { callId: textOf(part.toolCallId), value: plain(value) };
}

function plain(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'string' ? resultValue(value) : value;
}
