import type { JsonObject } from '../../model/json.ts';
import { objectOf, textOf } from '../json-access.ts';
import type { RecordSink } from '../transcript-format.ts';
import type { StreamReader } from './stream-reader.ts';
import { createStreamedCalls, type StreamedCalls } from './streamed-calls.ts';

const events: readonly string[] = ['message-', 'content-', 'tool-plan-', 'tool-call-', 'citation-'];
const steps: readonly string[] = ['start', 'delta', 'end'];

export function isCohereEvent({ type, toolCallId, role }: JsonObject): boolean {
  if (typeof type !== 'string' || toolCallId !== undefined || role !== undefined) return false;
  const event = events.find((name) => type.startsWith(name));
  return event !== undefined && steps.includes(type.slice(event.length));
}

/** Cohere's events: `tool-call-start` names the call, `tool-call-delta` adds to its arguments, `tool-call-end` ends it. */
export function createCohereStream(): StreamReader {
  const calls = createStreamedCalls();
  return {
    read: (event, sink, pointer) => {
      if (event.type === 'message-start') calls.flush(sink);
      else if (event.type === 'message-end') {
        calls.closeAll();
        calls.flush(sink);
      } else readEvent(calls, event, sink, pointer);
    },
    end: (sink) => calls.flush(sink),
  };
}

function readEvent(calls: StreamedCalls, event: JsonObject, sink: RecordSink, pointer: string): void {
  const key = JSON.stringify(event.index ?? null);
  if (event.type === 'tool-call-end') {
    calls.close(key);
    return;
  }
  if (event.type !== 'tool-call-start' && event.type !== 'tool-call-delta') return;
  const call = objectOf(objectOf(objectOf(event.delta)?.message)?.tool_calls);
  const called = objectOf(call?.function);
  if (event.type === 'tool-call-start') {
    const tool = textOf(called?.name);
    if (tool === undefined) {
      sink.malformed(`${pointer}/delta/message/tool_calls names no function`);
      return;
    }
    calls.open(key, { tool, callId: textOf(call?.id) });
  }
  const text = called?.arguments;
  if (typeof text === 'string' && !calls.append(key, text))
    sink.malformed(`${pointer}/delta goes on with a call that was not begun`);
}
