import type { JsonObject } from '../../model/json.ts';
import { isNothing, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import type { RecordSink } from '../transcript-format.ts';
import type { StreamReader } from './stream-reader.ts';
import { createStreamedCalls, type StreamedCalls } from './streamed-calls.ts';

const events: readonly string[] = [
  'messageStart',
  'contentBlockStart',
  'contentBlockDelta',
  'contentBlockStop',
  'messageStop',
];

export function isBedrockEvent(value: JsonObject): boolean {
  if (events.some((event) => isObject(value[event]))) return true;
  const metadata = objectOf(value.metadata);
  return Object.keys(value).length === 1 && objectOf(metadata?.usage)?.inputTokens !== undefined;
}

/** Events of ConverseStream: a call is a content block, its input comes as fragments of text. One message at a time. */
export function createBedrockStream(): StreamReader {
  const calls = createStreamedCalls();
  return {
    read: (event, sink, pointer) => {
      const start = objectOf(event.contentBlockStart);
      const delta = objectOf(event.contentBlockDelta);
      const stop = objectOf(event.contentBlockStop);
      if (isObject(event.messageStart)) calls.flush(sink);
      if (start !== undefined) beginBlock(calls, start, sink, `${pointer}/contentBlockStart`);
      if (delta !== undefined) readDelta(calls, delta, sink, `${pointer}/contentBlockDelta`);
      if (stop !== undefined) calls.close(keyOf(stop));
      if (!isObject(event.messageStop)) return;
      calls.closeAll();
      calls.flush(sink);
    },
    end: (sink) => calls.flush(sink),
  };
}

function keyOf(block: JsonObject): string {
  return JSON.stringify(block.contentBlockIndex ?? null);
}

function beginBlock(calls: StreamedCalls, block: JsonObject, sink: RecordSink, pointer: string): void {
  const use = objectOf(block.start)?.toolUse;
  if (isNothing(use)) return;
  const tool = isObject(use) ? textOf(use.name) : undefined;
  if (!isObject(use) || tool === undefined) sink.malformed(`${pointer}/start/toolUse names no tool`);
  else calls.open(keyOf(block), { tool, callId: textOf(use.toolUseId) });
}

function readDelta(calls: StreamedCalls, block: JsonObject, sink: RecordSink, pointer: string): void {
  const use = objectOf(block.delta)?.toolUse;
  if (isNothing(use)) return;
  const text = isObject(use) ? use.input : undefined;
  const at = `${pointer}/delta/toolUse`;
  if (typeof text !== 'string') sink.malformed(`${at}/input is ${kindOf(text)}, and text is meant`);
  else if (!calls.append(keyOf(block), text)) sink.malformed(`${at} goes on with a call that was not begun`);
}
