import type { JsonValue } from '../../model/json.ts';
import { isList, isObject, kindOf } from '../json-access.ts';
import { readChatMessage } from '../messages/chat-message.ts';
import { readMessages } from '../messages/messages.ts';
import { reportContents } from '../messages/report-contents.ts';
import type { RecordReader, TranscriptFormat } from '../transcript-format.ts';

/** Results of tau-bench: a list of `{task_id, trial, traj, info, reward}`, one for each run of a task. */
export const tauBenchFormat: TranscriptFormat = {
  name: 'tau-bench',
  title: 'tau-bench results',
  detect: (sample) => (sample.some(isRun) ? 'yes' : 'no'),
  isRecordList: () => true,
  createReader: () => readRun,
};

function isRun(value: JsonValue): boolean {
  return isObject(value) && isList(value.traj) && value.task_id !== undefined;
}

const readRun: RecordReader = ({ value }, sink) => {
  if (!isObject(value)) return sink.malformed(`a run is an object, and this is ${kindOf(value)}`);
  const { traj, task_id: task, trial } = value;
  if (!isList(traj)) return sink.malformed(`/traj is ${kindOf(traj)}, and a list of messages is meant`);
  const session = sessionOf(task, trial);
  reportContents(readMessages(traj, '/traj', readChatMessage), sink, { session });
};

/** `3/0`: the task and, where there is one, the trial. */
function sessionOf(task: JsonValue | undefined, trial: JsonValue | undefined): string | undefined {
  const parts = [task, trial].filter((part) => typeof part === 'number' || typeof part === 'string');
  return parts.length === 0 ? undefined : parts.join('/');
}
