import type { JsonObject, JsonValue } from '../../model/json.ts';
import { readUtcDateTime } from '../date-time.ts';
import { isList, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import { readChatMessage } from '../messages/chat-message.ts';
import { resultValue } from '../messages/result-value.ts';
import type { FoundCall, RecordReader, RecordSink, TranscriptFormat } from '../transcript-format.ts';

/** OpenHands: the events of a run, or the lines of an evaluation with `history`. */
export const openHandsFormat: TranscriptFormat = {
  name: 'openhands',
  title: 'OpenHands events',
  holdsMessages: true,
  detect: (sample) =>
    sample.some((value) => isRun(value) || (isList(value) && value.some(isEvent))) ? 'yes' : 'no',
  isRecordList: (list) => !list.some(isEvent),
  createReader: () => readRun,
};

function isRun(value: JsonValue): boolean {
  return isObject(value) && isList(value.history) && value.history.flat().some(isEvent);
}

function isEvent(value: JsonValue): boolean {
  if (!isObject(value) || (typeof value.action !== 'string' && typeof value.observation !== 'string'))
    return false;
  return typeof value.source === 'string' && (isObject(value.args) || value.observation !== undefined);
}

const readRun: RecordReader = ({ value }, sink) => {
  const history = isObject(value) ? value.history : value;
  if (!isList(history))
    return sink.malformed(`/history is ${kindOf(history)}, and a list of events is meant`);
  const session = isObject(value) ? textOf(value.instance_id) : undefined;
  // Older runs keep an action and its observation as a pair.
  const events = history.flatMap((each) => (isList(each) ? each : [each]));
  const results = new Map<JsonValue, JsonValue>();
  events.forEach((event, index) => {
    if (!isObject(event) || typeof event.observation !== 'string') return;
    const cause = event.cause ?? objectOf(events[index - 1])?.id;
    const result = resultValue(event.content);
    if (cause !== undefined && result !== undefined) results.set(cause, result);
  });
  events.forEach((event, index) => {
    if (isObject(event)) readEvent(event, index, { session, results, sink });
    else sink.malformed(`event ${index} is ${kindOf(event)}, and an object is meant`);
  });
};

interface Run {
  readonly session: string | undefined;
  readonly results: ReadonlyMap<JsonValue, JsonValue>;
  readonly sink: RecordSink;
}

/** Actions that run a tool where no tool call is noted with them. */
const toolActions: ReadonlySet<string> = new Set([
  'run',
  'run_ipython',
  'read',
  'write',
  'edit',
  'browse',
  'browse_interactive',
  'delegate',
  'call_tool_mcp',
  'mcp',
]);

function readEvent(event: JsonObject, index: number, { session, results, sink }: Run): void {
  const action = textOf(event.action);
  const metadata = objectOf(event.tool_call_metadata);
  const named = textOf(metadata?.function_name);
  if (action === undefined || (named === undefined && !toolActions.has(action))) return;
  const tool = named ?? textOf(objectOf(event.args)?.name) ?? action;
  if (event.source !== 'agent') {
    sink.unjudged('called by the user or the environment', tool);
    return;
  }
  const callId = textOf(metadata?.tool_call_id);
  const asked = metadata === undefined ? undefined : askedCall(metadata, tool, callId);
  const found: FoundCall = asked ?? {
    tool,
    arguments: event.args ?? {},
    argumentsAt: `/history/${index}/args`,
  };
  const result = event.id === undefined ? undefined : results.get(event.id);
  sink.call({ ...found, callId, session, result, time: readUtcDateTime(textOf(event.timestamp) ?? '') });
}

/** The call as the model wrote it: an action's own arguments hold more than that. */
function askedCall(metadata: JsonObject, tool: string, callId: string | undefined): FoundCall | undefined {
  const choices = objectOf(metadata.model_response)?.choices;
  const message = isList(choices) ? objectOf(choices[0])?.message : undefined;
  if (!isObject(message)) return undefined;
  const { calls } = readChatMessage({ ...message, role: 'assistant' }, '');
  const asked = calls.find((call) => call.callId === callId && call.tool === tool);
  return asked === undefined ? undefined : { tool, arguments: asked.arguments };
}
