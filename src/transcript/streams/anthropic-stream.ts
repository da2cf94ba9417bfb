import type { JsonObject } from '../../model/json.ts';
import { isNothing, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import { resultValue } from '../messages/result-value.ts';
import type { RecordSink } from '../transcript-format.ts';
import type { StreamReader } from './stream-reader.ts';
import { createStreamedCalls, type StreamedCalls } from './streamed-calls.ts';

const events: ReadonlySet<string> = new Set([
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
  'ping',
]);

export function isAnthropicEvent({ type, message, index, delta, usage }: JsonObject): boolean {
  if (typeof type !== 'string' || !events.has(type)) return false;
  if (type === 'message_start') return isObject(message);
  if (type.startsWith('content_block')) return typeof index === 'number';
  return type !== 'message_delta' || isObject(delta) || isObject(usage);
}

/** Anthropic's events: a call is a content block, its arguments come as `input_json_delta`. One message at a time. */
export function createAnthropicStream(): StreamReader {
  const calls = createStreamedCalls();
  return {
    read: (event, sink, pointer) => {
      const key = JSON.stringify(event.index ?? null);
      switch (event.type) {
        case 'message_start':
          return calls.flush(sink);
        case 'content_block_start':
          return beginBlock(calls, key, event, sink, pointer);
        case 'content_block_delta':
          return readDelta(calls, key, event, sink, pointer);
        case 'content_block_stop':
          return void calls.close(key);
        case 'message_stop':
          calls.closeAll();
          return calls.flush(sink);
        default:
          return undefined;
      }
    },
    end: (sink) => calls.flush(sink),
  };
}

function beginBlock(
  calls: StreamedCalls,
  key: string,
  { content_block: block }: JsonObject,
  sink: RecordSink,
  pointer: string,
): void {
  const at = `${pointer}/content_block`;
  if (!isObject(block) || typeof block.type !== 'string') {
    sink.malformed(`${at} is no content block with a type`);
    return;
  }
  const { type, name, input } = block;
  if (type.endsWith('tool_result')) {
    calls.result({ callId: textOf(block.tool_use_id), value: resultValue(block.content) });
    return;
  }
  if (!type.endsWith('tool_use')) return;
  const tool = textOf(name);
  if (tool === undefined) {
    sink.malformed(`${at}/name is ${kindOf(name)}, and a tool’s name is meant`);
    return;
  }
  calls.open(key, { tool, callId: textOf(block.id), input: isNothing(input) ? undefined : input });
}

function readDelta(
  calls: StreamedCalls,
  key: string,
  event: JsonObject,
  sink: RecordSink,
  pointer: string,
): void {
  const delta = objectOf(event.delta);
  if (delta?.type !== 'input_json_delta') return;
  const { partial_json: text } = delta;
  if (typeof text !== 'string') {
    sink.malformed(`${pointer}/delta/partial_json is ${kindOf(text)}, and text is meant`);
    return;
  }
  if (!calls.append(key, text)) sink.malformed(`${pointer}/delta goes on with a call that was not begun`);
}
