import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isNothing, isObject, kindOf, textOf } from '../json-access.ts';
import { readChatMessage } from '../messages/chat-message.ts';
import { type CallResult, emptyContent, type MessageContent, readMessages } from '../messages/messages.ts';
import { reportContent } from '../messages/report-contents.ts';
import { resultValue } from '../messages/result-value.ts';
import type { RecordReader, TranscriptFormat } from '../transcript-format.ts';

/** SWE-agent: `.traj` files, a run each. */
export const sweAgentFormat: TranscriptFormat = {
  name: 'swe-agent',
  title: 'SWE-agent trajectories',
  holdsMessages: true,
  detect: (sample) => (sample.some(isTrajectory) ? 'yes' : 'no'),
  isRecordList: () => true,
  createReader: () => readTrajectory,
};

function isTrajectory(value: JsonValue): boolean {
  if (!isObject(value) || !isList(value.history)) return false;
  return (
    isList(value.trajectory) ||
    value.history.some((each) => isObject(each) && each.agent !== undefined && typeof each.role === 'string')
  );
}

const readTrajectory: RecordReader = ({ value }, sink) => {
  if (!isObject(value)) return sink.malformed(`a run is an object, and this is ${kindOf(value)}`);
  const { history } = value;
  if (!isList(history))
    return sink.malformed(`/history is ${kindOf(history)}, and a list of messages is meant`);
  readMessages(history, '/history', readMessage).forEach((content, index) => {
    const message = history[index];
    const said = isObject(message) ? message : {};
    if (said.is_demo === true) {
      for (const { tool } of content.calls) sink.unjudged('shown to the agent as a demonstration', tool);
      return;
    }
    reportContent(content, sink, {});
    if (isTextAction(said, content)) sink.unjudged('the action is free text, not a tool call');
  });
};

/** Agents without function calling write commands, which no argument path reaches. */
function isTextAction(message: JsonObject, { calls, problems }: MessageContent): boolean {
  return (
    message.role === 'assistant' &&
    textOf(message.action) !== undefined &&
    calls.length + problems.length === 0
  );
}

function readMessage(message: JsonValue, pointer: string): MessageContent {
  const content = readChatMessage(message, pointer);
  if (!isObject(message) || message.role !== 'tool' || !isNothing(message.tool_call_id)) return content;
  const ids = isList(message.tool_call_ids) ? message.tool_call_ids : [];
  const [id] = ids;
  // Several calls have one observation: it is nobody's alone.
  const results: readonly CallResult[] =
    ids.length === 1 && typeof id === 'string' ? [{ callId: id, value: resultValue(message.content) }] : [];
  return { ...emptyContent, ...content, results };
}
