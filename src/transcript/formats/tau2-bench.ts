import type { JsonObject, JsonValue } from '../../model/json.ts';
import { UnjudgeableArguments } from '../../model/json.ts';
import { readArguments } from '../../text/strict-json.ts';
import { readUtcDateTime } from '../date-time.ts';
import { isList, isNothing, isObject, kindOf, textOf } from '../json-access.ts';
import { type CallResult, emptyContent, type MessageContent, readMessages } from '../messages/messages.ts';
import { reportContent } from '../messages/report-contents.ts';
import { resultValue } from '../messages/result-value.ts';
import type { FoundCall, RecordReader, RecordSink, TranscriptFormat } from '../transcript-format.ts';

/** Results of tau2-bench: `{info, tasks, simulations}`, or simulations by themselves. */
export const tau2BenchFormat: TranscriptFormat = {
  name: 'tau2-bench',
  title: 'tau2-bench results',
  holdsMessages: true,
  detect: (sample) => (sample.some((value) => isResults(value) || isSimulation(value)) ? 'yes' : 'no'),
  isRecordList: () => true,
  createReader: () => readRecord,
};

function isResults(value: JsonValue): boolean {
  return (
    isObject(value) &&
    isList(value.simulations) &&
    (isList(value.tasks) || value.simulations.some(isSimulation))
  );
}

function isSimulation(value: JsonValue): boolean {
  if (!isObject(value) || !isList(value.messages)) return false;
  return (
    value.task_id !== undefined && (value.termination_reason !== undefined || value.reward_info !== undefined)
  );
}

const readRecord: RecordReader = ({ value }, sink) => {
  if (!isObject(value)) return sink.malformed(`a simulation is an object, and this is ${kindOf(value)}`);
  const { simulations } = value;
  if (simulations === undefined) return readSimulation(value, '', sink);
  if (!isList(simulations))
    return sink.malformed(`/simulations is ${kindOf(simulations)}, and a list is meant`);
  simulations.forEach((simulation, index) => {
    const pointer = `/simulations/${index}`;
    if (isObject(simulation)) readSimulation(simulation, pointer, sink);
    else sink.malformed(`${pointer} is ${kindOf(simulation)}, and a simulation is meant`);
  });
};

function readSimulation(simulation: JsonObject, pointer: string, sink: RecordSink): void {
  const { messages } = simulation;
  if (!isList(messages)) {
    sink.malformed(`${pointer}/messages is ${kindOf(messages)}, and a list is meant`);
    return;
  }
  // The simulation stands for the file's header: it is what is about all of its calls.
  const about = { session: sessionOf(simulation), header: simulation };
  readMessages(messages, `${pointer}/messages`, readMessage).forEach((content, index) => {
    const message = messages[index];
    const time = isObject(message) ? readUtcDateTime(textOf(message.timestamp) ?? '') : undefined;
    reportContent(content, sink, { ...about, time });
  });
}

function sessionOf({ id, task_id: task, trial }: JsonObject): string | undefined {
  if (textOf(id) !== undefined) return textOf(id);
  const parts = [task, trial].filter((part) => typeof part === 'number' || typeof part === 'string');
  return parts.length === 0 ? undefined : parts.join('/');
}

function readMessage(message: JsonValue, pointer: string): MessageContent {
  if (!isObject(message)) return problem(`${pointer} is ${kindOf(message)}, and a message is meant`);
  const { role, tool_calls: list, tool_messages: several } = message;
  if (typeof role !== 'string') return problem(`${pointer} has no role`);
  if (role === 'tool') {
    const answers = isList(several) ? several.filter(isObject) : [message];
    return { ...emptyContent, results: answers.map(resultOf) };
  }
  if (isNothing(list)) return emptyContent;
  if (!isList(list)) return problem(`${pointer}/tool_calls is ${kindOf(list)}, and a list is meant`);
  const calls: FoundCall[] = [];
  const problems: string[] = [];
  const foreign: string[] = [];
  list.forEach((item, index) => {
    const read = readCall(item, `${pointer}/tool_calls/${index}`);
    if (typeof read === 'string') problems.push(read);
    else if (role === 'assistant' && isAgents(item)) calls.push(read);
    else foreign.push(read.tool);
  });
  return { ...emptyContent, calls, problems, foreign };
}

function problem(why: string): MessageContent {
  return { ...emptyContent, problems: [why] };
}

/** The simulated user has tools as well, on a device of its own. */
function isAgents(call: JsonValue): boolean {
  return isObject(call) && (isNothing(call.requestor) || call.requestor === 'assistant');
}

/** The call, or what is wrong with it. The copy in `raw_data` is not looked at. */
function readCall(call: JsonValue, pointer: string): FoundCall | string {
  if (!isObject(call)) return `${pointer} is ${kindOf(call)}, and a tool call is meant`;
  const tool = textOf(call.name);
  const { arguments: given } = call;
  if (tool === undefined) return `${pointer}/name is ${kindOf(call.name)}, and a tool’s name is meant`;
  const callId = textOf(call.id);
  if (given === undefined)
    return {
      tool,
      callId,
      arguments: new UnjudgeableArguments('the recording has no arguments for the call'),
    };
  if (typeof given === 'string') return { tool, callId, arguments: readArguments(given) };
  return { tool, callId, arguments: given, argumentsAt: `${pointer}/arguments` };
}

function resultOf(message: JsonObject): CallResult {
  return { callId: textOf(message.id) ?? textOf(message.tool_call_id), value: resultValue(message.content) };
}
