import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isObject, objectOf, textOf } from '../json-access.ts';
import { answerEvents } from './asked-calls.ts';
import { readAttributes } from './attribute-values.ts';
import { readSpan } from './read-span.ts';
import type { Span } from './span.ts';

/** A record of a log, with what its batch says about all of its records. */
interface LogRecord {
  readonly value: JsonObject;
  readonly resource: JsonObject | undefined;
}

/** The records of logs in a batch of OTLP/JSON. */
export function logRecordsOf({ resourceLogs, resource_logs }: JsonObject): readonly LogRecord[] {
  return objectsIn(resourceLogs ?? resource_logs).flatMap((batch) =>
    objectsIn(batch.scopeLogs ?? batch.scope_logs).flatMap((scope) =>
      objectsIn(scope.logRecords ?? scope.log_records).map((value) => ({
        value,
        resource: objectOf(batch.resource),
      })),
    ),
  );
}

function objectsIn(list: JsonValue | undefined): readonly JsonObject[] {
  return isList(list) ? list.filter(isObject) : [];
}

/** Whether the record is an event that tells what a model answered. */
export function isAnswer({ value }: LogRecord): boolean {
  return answerEvents.has(nameOf(value));
}

function nameOf(value: JsonObject): string {
  const told = textOf(value.eventName) ?? textOf(value.event_name);
  return told ?? textOf(readAttributes(value.attributes).values.get('event.name')) ?? '';
}

/** The record as an event in the span that it is about. */
export function readLogRecord({ value, resource }: LogRecord): Span {
  const span = readSpan(value, resource);
  const body = readAttributes([{ key: 'body', value: value.body ?? null }]).values;
  const event = { name: nameOf(value), attributes: new Map([...span.attributes, ...body]) };
  // A span around it may tell the same call.
  return {
    ...span,
    name: event.name,
    id: undefined,
    parent: span.id,
    attributes: new Map(),
    events: [event],
  };
}
