import { type JsonObject, UnjudgeableArguments } from '../../model/json.ts';
import { readArguments } from '../../text/strict-json.ts';
import { kindOf, textOf } from '../json-access.ts';
import type { RecordSink } from '../transcript-format.ts';
import type { StreamReader } from './stream-reader.ts';
import { createStreamedCalls, type StreamedCalls } from './streamed-calls.ts';

/** Parts of streams that hold calls or results, and the marks between them. */
const pieces: ReadonlySet<string> = new Set([
  'tool-input-start',
  'tool-input-delta',
  'tool-input-end',
  'tool-input-available',
  'tool-input-error',
  'tool-output-available',
  'tool-output-error',
  'tool-call',
  'tool-result',
  'tool-error',
]);

const marks: ReadonlySet<string> = new Set([
  ...['start', 'finish', 'abort', 'start-step', 'finish-step', 'stream-start', 'response-metadata', 'raw'],
  ...['text-start', 'text-delta', 'text-end', 'reasoning-start', 'reasoning-delta', 'reasoning-end'],
]);

/** Whether a record is a part of a stream of the AI SDK that holds a call or a result. */
export function isAiSdkPiece({ type, toolCallId, id, role }: JsonObject): boolean {
  if (typeof type !== 'string' || role !== undefined || !pieces.has(type)) return false;
  return typeof toolCallId === 'string' || typeof id === 'string';
}

/** As `isAiSdkPiece`, and all else that such a stream has. */
export function isAiSdkStreamPart(value: JsonObject): boolean {
  const { type, role } = value;
  if (typeof type !== 'string' || role !== undefined) return false;
  return isAiSdkPiece(value) || marks.has(type) || type.startsWith('data-');
}

/** Streams of UI messages and of `fullStream`: the input comes in fragments first and then whole. */
export function createAiSdkStream(): StreamReader {
  const calls = createStreamedCalls();
  return {
    read: (part, sink, pointer) => {
      const { type } = part;
      if (type === 'finish' || type === 'finish-step' || type === 'start') calls.flush(sink);
      else if (isAiSdkPiece(part)) readPart(calls, part, sink, pointer);
    },
    end: (sink) => calls.flush(sink),
  };
}

function readPart(calls: StreamedCalls, part: JsonObject, sink: RecordSink, pointer: string): void {
  const key = textOf(part.toolCallId) ?? textOf(part.id) ?? '';
  const tool = textOf(part.toolName);
  switch (part.type) {
    case 'tool-input-start':
      if (tool === undefined)
        sink.malformed(`${pointer}/toolName is ${kindOf(part.toolName)}, and a tool’s name is meant`);
      else calls.open(key, { tool, callId: key });
      break;
    case 'tool-input-delta': {
      const text = part.inputTextDelta ?? part.delta;
      if (typeof text !== 'string' || !calls.append(key, text))
        sink.malformed(`${pointer === '' ? 'the part' : pointer} goes on with a call that was not begun`);
      break;
    }
    case 'tool-call':
    case 'tool-input-available':
    case 'tool-input-error':
      if (tool === undefined)
        sink.malformed(`${pointer}/toolName is ${kindOf(part.toolName)}, and a tool’s name is meant`);
      else calls.complete(key, { tool, callId: key, input: inputOf(part) });
      break;
    case 'tool-result':
    case 'tool-output-available':
      calls.result({ callId: key, value: part.output ?? part.result });
      break;
    default:
  }
}

function inputOf(part: JsonObject): Parameters<StreamedCalls['open']>[1]['input'] {
  const input = part.input ?? part.args;
  if (input === undefined) return new UnjudgeableArguments('the recording has no input for the call');
  // A model's own stream has the input as JSON text.
  return typeof input === 'string' ? readArguments(input) : input;
}
