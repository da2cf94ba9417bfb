import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isObject, kindOf, objectOf } from '../json-access.ts';
import { isAnswer, logRecordsOf, readLogRecord } from '../spans/read-log.ts';
import { isSpan, readSpan } from '../spans/read-span.ts';
import type { Span } from '../spans/span.ts';
import { spanCallsOf } from '../spans/span-call-of.ts';
import { createSpanCalls, joinCalls, type SpanCall } from '../spans/span-calls.ts';
import type { RecordReader, RecordSink, TranscriptFormat } from '../transcript-format.ts';

/** OpenTelemetry: OTLP/JSON, spans a line, and what SDKs dump, with the attributes of the GenAI and MCP conventions. */
export const openTelemetryFormat: TranscriptFormat = {
  name: 'opentelemetry',
  title: 'OpenTelemetry spans',
  holdsMessages: true,
  detect: (sample) => (sample.some(holdsSpans) ? 'yes' : 'no'),
  isRecordList: () => true,
  createReader,
};

function holdsSpans(value: JsonValue): boolean {
  if (!isObject(value)) return false;
  if (isList(resourceSpans(value)) || isSpan(value)) return true;
  if (logRecordsOf(value).some(isAnswer)) return true;
  const { spans } = value;
  return isList(spans) && spans.some((span) => isObject(span) && isSpan(span));
}

function resourceSpans(value: JsonObject): JsonValue | undefined {
  return value.resourceSpans ?? value.resource_spans;
}

function createReader(): RecordReader {
  const calls = createSpanCalls();
  const reader: RecordReader = ({ value, duplicateKeys }, sink) => {
    const found: SpanCall[] = [];
    readRecord(value, sink, (span) => void found.push(...spanCallsOf(span, sink.malformed)));
    // What is in doubt is reported while it is read.
    if (duplicateKeys !== undefined) for (const call of joinCalls(found)) sink.call(call.found);
    else for (const call of found) calls.add(call, sink.hold());
    calls.report();
  };
  return Object.assign(reader, { end: calls.end });
}

type TakeSpan = (span: Span) => void;

function readRecord(value: JsonValue, sink: RecordSink, take: TakeSpan): void {
  if (!isObject(value)) {
    sink.malformed(`a record is an object, and this is ${kindOf(value)}`);
    return;
  }
  const batches = resourceSpans(value);
  if (batches !== undefined) {
    eachObject(
      batches,
      '/resourceSpans',
      sink,
      (batch, pointer) => void readBatch(batch, pointer, sink, take),
    );
  } else if (value.spans !== undefined) {
    eachObject(value.spans, '/spans', sink, (span) => void take(readSpan(span, undefined)));
  } else if (isSpan(value)) take(readSpan(value, undefined));
  else if (value.resourceLogs !== undefined)
    for (const log of logRecordsOf(value).filter(isAnswer)) take(readLogRecord(log));
  else if (value.resourceMetrics === undefined) sink.malformed('neither a span nor spans');
}

function readBatch(batch: JsonObject, pointer: string, sink: RecordSink, take: TakeSpan): void {
  const resource = objectOf(batch.resource);
  for (const key of ['scopeSpans', 'scope_spans', 'instrumentationLibrarySpans']) {
    const scopes = batch[key];
    if (scopes === undefined) continue;
    eachObject(scopes, `${pointer}/${key}`, sink, (scope, at) => {
      if (scope.spans === undefined) return;
      eachObject(scope.spans, `${at}/spans`, sink, (span) => void take(readSpan(span, resource)));
    });
  }
}

function eachObject(
  list: JsonValue,
  pointer: string,
  sink: RecordSink,
  use: (item: JsonObject, pointer: string) => void,
): void {
  if (!isList(list)) {
    sink.malformed(`${pointer} is ${kindOf(list)}, and a list is meant`);
    return;
  }
  list.forEach((item, index) => {
    if (isObject(item)) use(item, `${pointer}/${index}`);
    else sink.malformed(`${pointer}/${index} is ${kindOf(item)}, and an object is meant`);
  });
}
