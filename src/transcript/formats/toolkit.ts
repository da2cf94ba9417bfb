import type { JsonObject, JsonValue } from '../../model/json.ts';
import { visibleText } from '../../text/visible-text.ts';
import { readDateTime } from '../date-time.ts';
import { isObject, kindOf } from '../json-access.ts';
import type { FoundCall, RecordReader, TranscriptFormat } from '../transcript-format.ts';

/** The toolkit's own format: JSON Lines, a call a line (`schemas/transcript.schema.json`). */
export const toolkitFormat: TranscriptFormat = {
  name: 'toolkit',
  title: "the toolkit's own JSONL",
  detect: (sample) => (sample.some(looksLikeCall) ? 'yes' : 'no'),
  isRecordList: () => false,
  createReader: () => readLine,
  recordsStandAlone: true,
};

function looksLikeCall(value: JsonValue): boolean {
  return isObject(value) && typeof value.tool === 'string' && isObject(value.arguments);
}

const readLine: RecordReader = ({ value }, sink) => {
  if (!isObject(value)) return sink.malformed(`a call is an object, and this is ${kindOf(value)}`);
  const problem = problemOf(value);
  if (problem !== undefined) return sink.malformed(problem);
  const { tool, time, id, session, context, recorded, result } = value;
  const { arguments: given } = value;
  if (typeof tool !== 'string' || given === undefined) return;
  const found: FoundCall = {
    tool,
    arguments: given,
    argumentsAt: '/arguments',
    context: isObject(context) ? context : undefined,
    time: typeof time === 'string' ? readDateTime(time) : undefined,
    callId: typeof id === 'string' ? id : undefined,
    session: typeof session === 'string' ? session : undefined,
    recorded: isObject(recorded) ? recorded : undefined,
    result,
  };
  sink.call(found);
};

function problemOf(line: JsonObject): string | undefined {
  for (const key of Object.keys(line)) {
    const problem = memberProblem(key, line[key]);
    if (problem !== undefined) return problem;
  }
  if (line.tool === undefined) return 'a call needs `tool`';
  return line.arguments === undefined ? 'a call needs `arguments`' : undefined;
}

function memberProblem(key: string, value: JsonValue | undefined): string | undefined {
  switch (key) {
    case 'tool':
      return typeof value === 'string' && value !== ''
        ? undefined
        : `\`tool\` is ${describe(value)}, and a name is meant`;
    case 'id':
    case 'session':
      return typeof value === 'string' ? undefined : `\`${key}\` is ${kindOf(value)}, and text is meant`;
    case 'arguments':
    case 'context':
      return isObject(value) ? undefined : `\`${key}\` is ${kindOf(value)}, and an object is meant`;
    case 'time':
      return timeProblem(value);
    case 'recorded':
      return recordedProblem(value);
    case 'result':
      return undefined;
    default:
      return `unknown key \`${visibleText(key)}\``;
  }
}

function describe(value: JsonValue | undefined): string {
  return value === '' ? 'empty' : kindOf(value);
}

function timeProblem(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'string') return `\`time\` is ${kindOf(value)}, and an RFC 3339 time is meant`;
  return readDateTime(value) === undefined ? `\`time\` is no RFC 3339 time with a zone` : undefined;
}

function recordedProblem(value: JsonValue | undefined): string | undefined {
  if (!isObject(value)) return `\`recorded\` is ${kindOf(value)}, and an object is meant`;
  for (const key of Object.keys(value)) {
    if (key === 'optional' && typeof value.optional === 'boolean') continue;
    if (key !== 'action') return `unknown key \`${visibleText(key)}\` in \`recorded\``;
    if (!isAction(value.action)) return '`recorded.action` is none of allow, deny, require_approval';
  }
  return undefined;
}

function isAction(value: JsonValue | undefined): boolean {
  return value === 'allow' || value === 'deny' || value === 'require_approval';
}
