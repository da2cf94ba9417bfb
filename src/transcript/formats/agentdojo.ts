import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isObject, kindOf, objectOf } from '../json-access.ts';
import { readChatMessage } from '../messages/chat-message.ts';
import { readMessages } from '../messages/messages.ts';
import { reportContents } from '../messages/report-contents.ts';
import type { RecordReader, TranscriptFormat } from '../transcript-format.ts';

/**
 * AgentDojo: the Invariant dump (JSON Lines, a header and then a run a line) and the benchmark's own file, one run as
 * a JSON object.
 */
export const agentDojoFormat: TranscriptFormat = {
  name: 'agentdojo',
  title: 'AgentDojo',
  detect: (sample) => (sample.some(isAgentDojo) ? 'yes' : 'no'),
  isRecordList: () => true,
  createReader,
};

/** Whether a record is AgentDojo's: the header, or a run of either form. */
export function isAgentDojo(value: JsonValue): boolean {
  return isObject(value) && (isHeader(value) || (isList(value.messages) && runOf(value) !== undefined));
}

function createReader(): RecordReader {
  let header: JsonValue | undefined;
  return ({ value }, sink) => {
    if (!isObject(value)) return sink.malformed(`a run is an object, and this is ${kindOf(value)}`);
    const { messages } = value;
    if (messages === undefined && isHeader(value)) {
      header = value;
      return;
    }
    if (!isList(messages)) return sink.malformed(`/messages is ${kindOf(messages)}, and a list is meant`);
    reportContents(readMessages(messages, '/messages', readChatMessage), sink, {
      session: sessionOf(value),
      header,
    });
  };
}

function isHeader(value: JsonObject): boolean {
  return objectOf(value.metadata)?.benchmark === 'agent-dojo';
}

/** What says which run it is: the metadata of a dump's record, or the run itself. */
function runOf(value: JsonObject): JsonObject | undefined {
  return [value, objectOf(value.metadata)].find(
    (run) => run?.suite_name !== undefined && run.user_task_id !== undefined,
  );
}

/** `banking/user_task_0/injection_task_1`; without an injection the last part is `none`. */
function sessionOf(value: JsonObject): string | undefined {
  const run = runOf(value);
  if (run === undefined) return undefined;
  const { suite_name: suite, user_task_id: task, injection_task_id: injection } = run;
  if (typeof suite !== 'string' || typeof task !== 'string') return undefined;
  return `${suite}/${task}/${typeof injection === 'string' ? injection : 'none'}`;
}
