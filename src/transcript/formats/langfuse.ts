import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { readJson } from '../../text/strict-json.ts';
import { readUtcDateTime } from '../date-time.ts';
import { isList, isNothing, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import { resultValue } from '../messages/result-value.ts';
import { readAttributes } from '../spans/attribute-values.ts';
import { argumentsOf, outputCalls, type ReportProblem } from '../spans/output-calls.ts';
import { spanCallsOf } from '../spans/span-call-of.ts';
import { createSpanCalls, joinCalls, type SpanCall } from '../spans/span-calls.ts';
import type { FoundCall, RecordReader, RecordSink, TranscriptFormat } from '../transcript-format.ts';

/** Langfuse: exported traces with their observations, or observations by themselves. */
export const langfuseFormat: TranscriptFormat = {
  name: 'langfuse',
  title: 'Langfuse exports',
  holdsMessages: true,
  detect: (sample) => (sample.some((value) => isTrace(value) || isObservation(value)) ? 'yes' : 'no'),
  isRecordList: () => true,
  createReader,
};

function isTrace(value: JsonValue): boolean {
  if (!isObject(value) || !isList(value.observations)) return false;
  return isObject(value.trace) || value.observations.some(isObservation);
}

const observationTypes: ReadonlySet<string> = new Set([
  'SPAN',
  'EVENT',
  'GENERATION',
  'AGENT',
  'TOOL',
  'CHAIN',
  'RETRIEVER',
  'EVALUATOR',
  'EMBEDDING',
  'GUARDRAIL',
]);

function isObservation(value: JsonValue): boolean {
  if (!isObject(value) || typeof value.type !== 'string' || !observationTypes.has(value.type.toUpperCase()))
    return false;
  return (
    typeof value.startTime === 'string' &&
    (value.traceId !== undefined || value.parentObservationId !== undefined)
  );
}

function createReader(): RecordReader {
  const calls = createSpanCalls();
  const reader: RecordReader = ({ value, duplicateKeys }, sink) => {
    const found: SpanCall[] = [];
    readRecord(value, sink, found);
    // What is in doubt is reported while it is read.
    if (duplicateKeys !== undefined) for (const call of joinCalls(found)) sink.call(call.found);
    else for (const call of found) calls.add(call, sink.hold());
    calls.report();
  };
  return Object.assign(reader, { end: calls.end });
}

function readRecord(value: JsonValue, sink: RecordSink, found: SpanCall[]): void {
  if (!isObject(value)) {
    sink.malformed(`a record is an object, and this is ${kindOf(value)}`);
    return;
  }
  const { observations } = value;
  if (observations === undefined) {
    if (isObservation(value)) found.push(...callsOf(value, undefined, sink.malformed));
    else sink.malformed('neither a trace with observations nor an observation');
    return;
  }
  if (!isList(observations)) {
    sink.malformed(`/observations is ${kindOf(observations)}, and a list is meant`);
    return;
  }
  const trace = objectOf(value.trace) ?? value;
  const sorted = observations
    .map((each, index) => ({ each, index }))
    .toSorted((a, b) => compareStarts(a.each, b.each));
  for (const { each, index } of sorted) {
    if (isObject(each)) found.push(...callsOf(each, trace, sink.malformed));
    else sink.malformed(`/observations/${index} is ${kindOf(each)}, and an observation is meant`);
  }
}

/** Exports keep observations in any order; they are read as they started. */
function compareStarts(a: JsonValue, b: JsonValue): number {
  const [first, second] = [a, b].map((each) => textOf(objectOf(each)?.startTime) ?? '');
  if (first === second || first === undefined || second === undefined) return 0;
  return first < second ? -1 : 1;
}

function callsOf(
  observation: JsonObject,
  trace: JsonObject | undefined,
  report: ReportProblem,
): readonly SpanCall[] {
  const type = textOf(observation.type)?.toUpperCase();
  const metadata = jsonOf(observation.metadata);
  const attributes = readAttributes(objectOf(metadata)?.attributes).values;
  const about = {
    trace: textOf(observation.traceId) ?? textOf(trace?.id),
    span: textOf(observation.id),
    parent: textOf(observation.parentObservationId),
  };
  const user = textOf(trace?.userId) ?? textOf(attributes.get('user.id'));
  const common = {
    session: textOf(trace?.sessionId) ?? textOf(attributes.get('session.id')) ?? about.trace,
    time: readUtcDateTime(textOf(observation.startTime) ?? ''),
    context: user === undefined ? undefined : { user_id: user },
    header: trace,
  };
  const name = textOf(observation.name) ?? '';
  // The attributes of the span that the observation was, as far as they were kept.
  const span = {
    ...about,
    id: about.span,
    name,
    attributes,
    time: common.time,
    doubtful: new Set<string>(),
    header: trace,
    events: [],
  };
  if (type === 'TOOL') {
    const [run] = spanCallsOf(
      {
        ...span,
        attributes: new Map([...attributes, ['gen_ai.operation.name', 'execute_tool']]),
      },
      report,
    );
    return run === undefined ? [] : [{ ...run, found: { ...withInput(run.found, observation), ...common } }];
  }
  if (type !== 'GENERATION' && type !== 'AGENT') return [];
  const kind = type === 'GENERATION' ? 'asked' : 'summed';
  return askedIn(observation, report).map((found) => ({ ...about, kind, found: { ...found, ...common } }));
}

/** What stands in the observation itself fills what its attributes leave open. */
function withInput(found: FoundCall, { input, output }: JsonObject): FoundCall {
  const unknown = found.arguments instanceof UnjudgeableArguments && !isNothing(input);
  const result = found.result ?? (isNothing(output) ? undefined : resultValue(output));
  return { ...found, arguments: unknown ? unpacked(argumentsOf(input)) : found.arguments, result };
}

/** LangSmith wraps a tool's arguments once more: `{"input": {...}}`. */
function unpacked(given: JsonValue | UnjudgeableArguments): JsonValue | UnjudgeableArguments {
  if (given instanceof UnjudgeableArguments || !isObject(given)) return given;
  const inner = given.input;
  return isObject(inner) && Object.keys(given).length === 1 ? inner : given;
}

/** Its output, and where that tells of none, `toolCalls` with the names beside them. The input repeats what was before. */
function askedIn(
  { output, toolCalls, toolCallNames }: JsonObject,
  report: ReportProblem,
): readonly FoundCall[] {
  const calls = outputCalls(output, report);
  if (calls.length > 0 || !isList(toolCalls)) return calls;
  const names = isList(toolCallNames) ? toolCallNames : [];
  return toolCalls.flatMap((each, index) => {
    const name = names[index];
    const call = objectOf(jsonOf(each));
    if (call !== undefined)
      return outputCalls([name === undefined ? call : { type: 'tool_call', name, ...call }], report);
    report(`/toolCalls/${index} is no call that can be read`);
    const tool = textOf(name);
    const problem = new UnjudgeableArguments('the recorded call cannot be read');
    return tool === undefined ? [] : [{ tool, arguments: problem }];
  });
}

function jsonOf(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== 'string') return value;
  const reading = readJson(value);
  return reading.ok && reading.duplicateKey === undefined ? reading.value : undefined;
}
