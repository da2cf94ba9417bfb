import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isNothing, isObject, objectOf, textOf } from '../json-access.ts';
import { plainMessage } from '../messages/langchain-message.ts';
import type { RecordSink } from '../transcript-format.ts';
import type { StreamReader } from './stream-reader.ts';
import { createStreamedCalls, type StreamedCalls } from './streamed-calls.ts';

export interface LangChainStream extends StreamReader {
  isPiece(value: JsonObject): boolean;
}

/**
 * Pieces of a model's message (`AIMessageChunk`): a call's name stands in the first of its `tool_call_chunks`, its
 * arguments come in fragments by `index`. A message ends with its reason, or with the first piece of another.
 */
export function createLangChainStream(): LangChainStream {
  const calls = createStreamedCalls();
  const open = new Map<string, Begun>();
  const flush = (sink: RecordSink): void => {
    open.clear();
    calls.flush(sink);
  };
  let message: JsonValue | undefined;
  let last = '';
  return {
    isPiece: (value) => plainMessage(value)?.kind === 'piece',
    read: (record, sink, pointer) => {
      const piece = plainMessage(record);
      if (piece === undefined) return;
      const { id, tool_call_chunks: chunks } = piece.value;
      if (id !== message) {
        calls.closeAll();
        flush(sink);
      }
      message = id;
      if (isList(chunks))
        chunks.forEach((chunk, index) => {
          const at = `${pointer}${piece.pointer}/tool_call_chunks/${index}`;
          last = readChunk(calls, open, chunk, last, at, sink);
        });
      if (!isLast(piece.value)) return;
      calls.closeAll();
      flush(sink);
    },
    end: flush,
  };
}

function isLast(message: JsonObject): boolean {
  const about = objectOf(message.response_metadata);
  if (message.chunk_position === 'last') return true;
  return ['finish_reason', 'stop_reason', 'stopReason'].some((key) => textOf(about?.[key]) !== undefined);
}

interface Begun {
  readonly tool: string;
  readonly id: string | undefined;
}

/** The key of the call that the fragment belongs to. */
function readChunk(
  calls: StreamedCalls,
  open: Map<string, Begun>,
  chunk: JsonValue,
  last: string,
  at: string,
  sink: RecordSink,
): string {
  if (!isObject(chunk)) {
    sink.malformed(`${at} is no piece of a tool call`);
    return last;
  }
  const tool = textOf(chunk.name);
  const key = isNothing(chunk.index) ? (textOf(chunk.id) ?? last) : JSON.stringify(chunk.index);
  const id = textOf(chunk.id);
  const known = open.get(key);
  if (
    tool !== undefined &&
    (known === undefined || known.tool !== tool || (id !== undefined && id !== known.id))
  ) {
    // Another call at the same index.
    calls.close(key);
    calls.open(key, { tool, callId: id });
    open.set(key, { tool, id });
  }
  const text = chunk.args;
  if (!calls.append(key, typeof text === 'string' ? text : ''))
    sink.malformed(`${at} goes on with a call that was not begun`);
  return key;
}
