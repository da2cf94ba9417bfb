import type { JsonObject, JsonValue } from '../../model/json.ts';
import { visibleText } from '../../text/visible-text.ts';
import { isList, isObject, objectOf, textOf } from '../json-access.ts';
import type { RecordSink } from '../transcript-format.ts';

/** Puts the answers of OpenAI's Responses together from their events. */
export interface ResponsesStream {
  /** The answers that this event completes. */
  add(event: JsonObject, sink: RecordSink): readonly JsonObject[];
  /** The answer that is unfinished. */
  end(sink: RecordSink): readonly JsonObject[];
}

export function isResponsesEvent({ type }: JsonObject): boolean {
  return typeof type === 'string' && type.startsWith('response.');
}

interface Item {
  readonly item: JsonObject;
  readonly done: boolean;
  readonly pieces: string[];
}

interface Answer {
  readonly head: JsonObject;
  /** By `output_index`, in the order in which they began. */
  readonly items: Map<string, Item>;
}

const last: ReadonlySet<string> = new Set(['response.completed', 'response.incomplete', 'response.failed']);
const maxItems = 10_000;

/**
 * An item is complete with `response.output_item.done`; what the last event repeats is not doubled. An item that was
 * begun and never done is cut off: it keeps its name and loses its arguments.
 */
export function createResponsesStream(): ResponsesStream {
  let answer: Answer | undefined;
  const finish = (sink: RecordSink, final: JsonObject | undefined): readonly JsonObject[] => {
    const finished = answer;
    answer = undefined;
    if (finished === undefined && final === undefined) return [];
    return [assemble(finished, final, sink)];
  };
  return {
    add: (event, sink) => {
      const type = textOf(event.type) ?? '';
      const response = objectOf(event.response);
      if (type === 'response.created') {
        const before = finish(sink, undefined);
        answer = { head: response ?? {}, items: new Map() };
        return before;
      }
      if (last.has(type)) return finish(sink, response ?? {});
      answer ??= { head: {}, items: new Map() };
      readEvent(answer, type, event, sink);
      return answer.items.size > maxItems ? finish(sink, undefined) : [];
    },
    end: (sink) => finish(sink, undefined),
  };
}

function readEvent({ items }: Answer, type: string, event: JsonObject, sink: RecordSink): void {
  const key = JSON.stringify(event.output_index ?? event.item_id ?? null);
  const known = items.get(key);
  if (type === 'response.output_item.added' || type === 'response.output_item.done') {
    const done = type.endsWith('.done');
    if (!isObject(event.item)) {
      sink.malformed('/item is no item');
      return;
    }
    if (done || known === undefined) items.set(key, { item: event.item, done, pieces: [] });
    return;
  }
  if (!type.endsWith('_arguments.delta') && !type.endsWith('_arguments.done')) return;
  if (known === undefined) {
    sink.malformed('the event goes on with a call that was not begun');
    return;
  }
  if (known.done) return;
  if (typeof event.delta === 'string') known.pieces.push(event.delta);
  const { arguments: all } = event;
  if (typeof all === 'string')
    items.set(key, { item: { ...known.item, arguments: all }, done: true, pieces: [] });
}

function assemble(answer: Answer | undefined, final: JsonObject | undefined, sink: RecordSink): JsonObject {
  const items = [...(answer?.items.values() ?? [])];
  const repeated = isList(final?.output) ? final.output : [];
  const byId = new Map(repeated.map((item) => [idOf(item), item]));
  const known = new Set(items.map(({ item }) => idOf(item)));
  const output = items.map(({ item, done, pieces }) => {
    if (done) return item;
    const whole = byId.get(idOf(item));
    return whole ?? unfinished(item, final?.status === 'completed' ? pieces : undefined, sink);
  });
  const more = repeated.filter((item) => idOf(item) === '' || !known.has(idOf(item)));
  return { ...answer?.head, ...final, object: 'response', output: [...output, ...more] };
}

/** `pieces`: all that came, where the answer itself is complete. */
function unfinished(item: JsonObject, pieces: readonly string[] | undefined, sink: RecordSink): JsonValue {
  const type = textOf(item.type) ?? '';
  if (!type.endsWith('_call')) return item;
  if (pieces !== undefined && pieces.length > 0) return { ...item, arguments: pieces.join('') };
  const name = textOf(item.name) ?? type;
  sink.malformed(`the stream ends in the middle of the call of ${visibleText(name)}`);
  const { arguments: _a, action: _b, operation: _c, ...rest } = item;
  return rest;
}

function idOf(item: JsonValue): string {
  return isObject(item) ? (textOf(item.id) ?? textOf(item.call_id) ?? '') : '';
}
