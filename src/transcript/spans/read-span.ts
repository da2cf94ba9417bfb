import { InexactNumber, type JsonObject, type JsonValue } from '../../model/json.ts';
import { readUtcDateTime } from '../date-time.ts';
import { isList, isObject, objectOf, textOf } from '../json-access.ts';
import { type Attributes, readAttributes } from './attribute-values.ts';
import type { Span, SpanEvent } from './span.ts';

/** Whether an object is a span by itself: of OTLP, or as an SDK prints it. */
export function isSpan(value: JsonObject): boolean {
  const context = objectOf(value.context) ?? objectOf(value.spanContext);
  const ids = [value.traceId, value.trace_id, context?.trace_id, context?.traceId];
  return (
    value.name !== undefined && value.attributes !== undefined && ids.some((id) => idOf(id) !== undefined)
  );
}

/** Reads a span; `resource` is what its batch says about all of its spans. */
export function readSpan(value: JsonObject, resource: JsonObject | undefined): Span {
  const context = objectOf(value.context) ?? objectOf(value.spanContext) ?? {};
  const parent = objectOf(value.parent) ?? objectOf(value.parentSpanContext) ?? {};
  const own = readAttributes(value.attributes);
  const around = readAttributes((resource ?? objectOf(value.resource))?.attributes);
  return {
    name: textOf(value.name) ?? '',
    trace: firstId(value.traceId, value.trace_id, context.trace_id, context.traceId),
    id: firstId(value.spanId, value.span_id, context.span_id, context.spanId, value.id),
    parent: firstId(
      value.parentSpanId,
      value.parent_span_id,
      value.parent_id,
      parent.span_id,
      parent.spanId,
      value.parentId,
    ),
    time: timeOf(value),
    attributes: merged(own, around),
    doubtful: own.doubtful,
    header: resource,
    events: eventsOf(value.events),
  };
}

function eventsOf(given: JsonValue | undefined): readonly SpanEvent[] {
  if (!isList(given)) return [];
  return given.filter(isObject).map(({ name, attributes }) => ({
    name: textOf(name) ?? '',
    attributes: readAttributes(attributes).values,
  }));
}

function merged(own: Attributes, around: Attributes): ReadonlyMap<string, JsonValue> {
  return around.values.size === 0 ? own.values : new Map([...around.values, ...own.values]);
}

/** Ids are text; some recorders write them as numbers of up to 39 digits, which stay text too. */
function idOf(value: JsonValue | undefined): string | undefined {
  if (value instanceof InexactNumber) return value.text;
  return typeof value === 'number' ? String(value) : textOf(value);
}

function firstId(...values: readonly (JsonValue | undefined)[]): string | undefined {
  for (const value of values) {
    const id = idOf(value);
    if (id !== undefined) return id;
  }
  return undefined;
}

const nanosKeys: readonly string[] = [
  ...['startTimeUnixNano', 'start_time_unix_nano', 'startUnixNano'],
  ...['timeUnixNano', 'time_unix_nano', 'observedTimeUnixNano'],
];

function timeOf(value: JsonObject): number | undefined {
  for (const key of nanosKeys) {
    const nanos = idOf(value[key]);
    if (nanos !== undefined)
      return plausible(/^\d{1,20}$/.test(nanos) ? Number(nanos.slice(0, -6)) : undefined);
  }
  for (const given of [value.start_time, value.startTime, value.start]) {
    if (typeof given === 'string' && !/^\d+$/.test(given)) return readUtcDateTime(given);
    if (isList(given)) return plausible(fromParts(given));
    const digits = idOf(given);
    if (digits !== undefined) return plausible(fromNumber(digits));
  }
  return undefined;
}

/** `[seconds, nanoseconds]`, as the SDK of JavaScript prints times. */
function fromParts([seconds, nanos]: readonly JsonValue[]): number | undefined {
  if (typeof seconds !== 'number' || typeof nanos !== 'number') return undefined;
  return seconds * 1000 + Math.floor(nanos / 1_000_000);
}

/** Seconds, or their thousandths, millionths or thousand-millionths: which is told by how many digits there are. */
function fromNumber(digits: string): number | undefined {
  const match = /^(\d+)(\.\d+)?$/.exec(digits);
  const whole = match?.[1];
  if (whole === undefined) return undefined;
  if (whole.length >= 18) return Number(whole.slice(0, -6));
  if (whole.length >= 15) return Number(whole.slice(0, -3));
  return whole.length >= 12 ? Number(whole) : Math.floor(Number(digits) * 1000);
}

/** 1980-01-01: counters that stand where a time should are none. */
const earliest = 315_532_800_000;

function plausible(time: number | undefined): number | undefined {
  return time !== undefined && time >= earliest && time < 8.64e15 ? time : undefined;
}
