import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { readUtcDateTime } from '../date-time.ts';
import { isList, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import { resultValue } from '../messages/result-value.ts';
import { argumentsOf, outputCalls, type ReportProblem } from '../spans/output-calls.ts';
import { createSpanCalls, joinCalls, type SpanCall } from '../spans/span-calls.ts';
import type { RecordReader, TranscriptFormat } from '../transcript-format.ts';

/** LangSmith: exported runs, a list or a line each, child runs within or beside their parents. */
export const langSmithFormat: TranscriptFormat = {
  name: 'langsmith',
  title: 'LangSmith runs',
  holdsMessages: true,
  detect: (sample) => (sample.some(isRun) ? 'yes' : 'no'),
  isRecordList: () => true,
  createReader,
};

function isRun(value: JsonValue): boolean {
  if (!isObject(value) || typeof value.run_type !== 'string') return false;
  return [value.dotted_order, value.trace_id, value.start_time, value.inputs].some(
    (member) => member !== undefined,
  );
}

function createReader(): RecordReader {
  const calls = createSpanCalls();
  const reader: RecordReader = ({ value, duplicateKeys }, sink) => {
    if (!isObject(value) || !isRun(value))
      return sink.malformed(`a run is an object with run_type, and this is ${kindOf(value)}`);
    const found: SpanCall[] = [];
    readRun(value, undefined, found, sink.malformed, 0);
    // What is in doubt is reported while it is read.
    if (duplicateKeys !== undefined) for (const call of joinCalls(found)) sink.call(call.found);
    else for (const call of found) calls.add(call, sink.hold());
    calls.report();
  };
  return Object.assign(reader, { end: calls.end });
}

const deepest = 100;

function readRun(
  run: JsonObject,
  around: string | undefined,
  found: SpanCall[],
  report: ReportProblem,
  depth: number,
): void {
  const trace = textOf(run.trace_id) ?? around ?? textOf(run.id);
  const about = { trace, span: textOf(run.id), parent: textOf(run.parent_run_id) };
  const metadata = objectOf(objectOf(run.extra)?.metadata);
  const session =
    ['thread_id', 'session_id', 'conversation_id'].map((key) => textOf(metadata?.[key])).find(Boolean) ??
    trace;
  const common = { session, time: readUtcDateTime(textOf(run.start_time) ?? '') };
  const tool = textOf(run.name);
  if (run.run_type === 'tool' && tool === undefined) report('a run of a tool has no name');
  if (run.run_type === 'tool' && tool !== undefined) {
    const { outputs } = run;
    const output = isObject(outputs) && Object.keys(outputs).length === 1 ? outputs.output : undefined;
    const message = objectOf(output);
    const callId =
      textOf(run.tool_call_id) ?? textOf(message?.tool_call_id) ?? textOf(metadata?.tool_call_id);
    const result = resultValue(message?.tool_call_id === undefined ? (output ?? outputs) : message.content);
    found.push({
      ...about,
      kind: 'run',
      found: { tool, callId, arguments: inputOf(run.inputs), result, ...common },
    });
  } else if (run.run_type === 'llm') {
    for (const call of outputCalls(run.outputs, report))
      found.push({ ...about, kind: 'asked', found: { ...call, ...common } });
  }
  if (!isList(run.child_runs) || depth >= deepest) return;
  for (const child of run.child_runs) if (isObject(child)) readRun(child, trace, found, report, depth + 1);
}

/**
 * Tools' arguments often stand as text in `{"input": "..."}`; text that holds no object is the argument itself. Where it begins
 * as one and is no JSON (Python prints `{'a': 1}`), it is unjudgeable, so that the model's own request can say what they were.
 */
function inputOf(inputs: JsonValue | undefined): JsonValue | UnjudgeableArguments {
  if (!isObject(inputs) || Object.keys(inputs).length !== 1 || typeof inputs.input !== 'string')
    return argumentsOf(inputs);
  const inner = argumentsOf(inputs.input);
  if (inner instanceof UnjudgeableArguments) return /^\s*\{/.test(inputs.input) ? inner : inputs;
  return isObject(inner) ? inner : inputs;
}
