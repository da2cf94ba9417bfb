import { type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { readArguments } from '../../text/strict-json.ts';
import { visibleText } from '../../text/visible-text.ts';
import { type CallResult, emptyContent, withResults } from '../messages/messages.ts';
import { unpackParallel } from '../messages/parallel-wrapper.ts';
import { reportContents } from '../messages/report-contents.ts';
import type { FoundCall, RecordSink } from '../transcript-format.ts';

/** The calls of one message that comes in pieces. What is held is bounded: calls by number, arguments by length. */
export interface StreamedCalls {
  /** Begins a call. `input`: arguments that are there from the start, taken where no text comes. */
  open(key: string, call: OpenedCall): void;
  /** Adds to the text of the arguments; false where no such call is open. */
  append(key: string, text: string): boolean;
  /** Says that a call is complete; false where no such call is open. */
  close(key: string): boolean;
  closeAll(): void;
  /** Puts a complete call in the place of one that was begun, or at the end. */
  complete(key: string, call: OpenedCall): void;
  result(result: CallResult): void;
  /** Reports all calls in the order in which they began, and forgets them. One that is still open is cut off. */
  flush(sink: RecordSink, about?: Pick<FoundCall, 'time' | 'session'>): void;
}

interface OpenedCall {
  readonly tool: string;
  readonly callId?: string | undefined;
  readonly input?: JsonValue | UnjudgeableArguments | undefined;
  /** The tool takes free text, no JSON. */
  readonly freeText?: boolean;
}

interface Entry extends OpenedCall {
  pieces: string[];
  length: number;
}

const maxCalls = 10_000;
const maxArguments = 64 * 1024 * 1024;

export function createStreamedCalls(): StreamedCalls {
  let entries: Entry[] = [];
  let results: CallResult[] = [];
  const opened = new Map<string, Entry>();
  let length = 0;
  return {
    open: (key, call) => {
      const entry = { ...call, pieces: [], length: 0 };
      opened.set(key, entry);
      entries.push(entry);
    },
    append: (key, text) => {
      const entry = opened.get(key);
      if (entry === undefined) return false;
      length += text.length;
      entry.length += text.length;
      if (length > maxArguments) entry.pieces = [];
      else if (text !== '') entry.pieces.push(text);
      return true;
    },
    close: (key) => opened.delete(key),
    closeAll: () => opened.clear(),
    complete: (key, call) => {
      const begun = opened.get(key);
      const entry = { ...call, pieces: [], length: 0 };
      if (begun === undefined) entries.push(entry);
      else entries[entries.indexOf(begun)] = entry;
      opened.delete(key);
    },
    result: (result) => void (results.length < maxCalls && results.push(result)),
    flush: (sink, about = {}) => {
      const cut = new Set(opened.values());
      for (const { tool } of cut)
        sink.malformed(`the stream ends in the middle of the call of ${visibleText(tool)}`);
      const calls = entries.flatMap((entry) => unpackParallel(toCall(entry, cut.has(entry))));
      reportContents(withResults([{ ...emptyContent, calls, results }]), sink, about);
      entries = [];
      results = [];
      opened.clear();
      length = 0;
    },
  };
}

function toCall({ tool, callId, input, pieces, length, freeText }: Entry, cut: boolean): FoundCall {
  if (freeText === true)
    return { tool, callId, arguments: new UnjudgeableArguments('the tool takes free text, not JSON') };
  return { tool, callId, arguments: argumentsOf(input, pieces, length, cut) };
}

// A tool without arguments streams no text at all, or empty text: that is an empty object.
function argumentsOf(
  input: JsonValue | UnjudgeableArguments | undefined,
  pieces: readonly string[],
  length: number,
  cut: boolean,
): JsonValue | UnjudgeableArguments {
  if (cut) return new UnjudgeableArguments('the stream ends in the middle of the call');
  if (length === 0) return input ?? {};
  if (pieces.length === 0) return new UnjudgeableArguments('the streamed arguments are too long');
  return readArguments(pieces.join(''));
}
