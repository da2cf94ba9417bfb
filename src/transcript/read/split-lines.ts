import { decodeUtf8 } from '../../text/decode-utf8.ts';

/** A line that is not blank, without its end; `number` counts from 1, blank lines too. */
export type Line =
  | { readonly number: number; readonly text: string; readonly problem?: undefined }
  | { readonly number: number; readonly text?: undefined; readonly problem: string };

/** Cuts bytes into lines. Holds at most one unfinished line. */
export interface LineSplitter {
  /** The lines that end in this chunk. The chunk may be reused afterwards. */
  push(chunk: Uint8Array): Line[];
  /** The last line, where the bytes do not end with a line end. */
  end(): Line[];
}

/** Longest line that is read, in bytes. */
export const maxLineBytes: number = 64 * 1024 * 1024;

const newline = 0x0a;

/**
 * Where the first line is a field of server-sent events, the lines are those of the fields `data`, without `[DONE]`.
 * Lines end with LF or CRLF. A byte order mark before the first is left out. A line that is not UTF-8 or longer than
 * `limit` bytes is a problem of its own; the lines around it are not touched. How the bytes are cut into chunks makes
 * no difference.
 */
export function createLineSplitter(limit: number = maxLineBytes): LineSplitter {
  const state: State = { limit, rest: [], restBytes: 0, count: 0, events: undefined };
  return {
    push: (chunk) => {
      const last = chunk.lastIndexOf(newline);
      if (last < 0) {
        keep(state, chunk);
        return [];
      }
      const first = state.restBytes === 0 ? 0 : chunk.indexOf(newline) + 1;
      const lines: Line[] = [];
      if (first > 0) finish(state, chunk.subarray(0, first - 1), lines);
      splitRegion(state, chunk.subarray(first, last + 1), lines);
      keep(state, chunk.subarray(last + 1));
      return lines;
    },
    end: () => {
      const lines: Line[] = [];
      if (state.restBytes > 0) finish(state, new Uint8Array(0), lines);
      return lines;
    },
  };
}

interface State {
  readonly limit: number;
  /** The unfinished line; empty once it is too long. */
  rest: Uint8Array[];
  restBytes: number;
  /** Lines so far. */
  count: number;
  /** Whether these are server-sent events; unknown before the first line that is not blank. */
  events: boolean | undefined;
}

function keep(state: State, bytes: Uint8Array): void {
  if (bytes.length === 0) return;
  state.restBytes += bytes.length;
  if (state.restBytes > state.limit) state.rest = [];
  else state.rest.push(bytes.slice());
}

function finish(state: State, bytes: Uint8Array, lines: Line[]): void {
  const parts = [...state.rest, bytes];
  const length = state.restBytes + bytes.length;
  state.rest = [];
  state.restBytes = 0;
  if (length > state.limit) addLine(state, undefined, length, lines);
  else addLine(state, decodeUtf8(joinBytes(parts, length)), length, lines);
}

/** Bytes that end with a newline; decoded at once, for a call a line costs more than the text does. */
function splitRegion(state: State, bytes: Uint8Array, lines: Line[]): void {
  const text = decodeUtf8(bytes);
  if (text === undefined || bytes.length > state.limit) {
    splitBytes(state, bytes, lines);
    return;
  }
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    addLine(state, text.slice(start, end), end - start, lines);
    start = end + 1;
  }
}

function splitBytes(state: State, bytes: Uint8Array, lines: Line[]): void {
  let start = 0;
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
    addLine(state, decodeUtf8(bytes.subarray(start, end)), end - start, lines);
    start = end + 1;
  }
}

function addLine(state: State, text: string | undefined, length: number, lines: Line[]): void {
  const number = ++state.count;
  if (length > state.limit) lines.push({ number, problem: `longer than ${state.limit} bytes` });
  else if (text === undefined) lines.push({ number, problem: 'not UTF-8 text' });
  else {
    const kept = number === 1 ? withoutMark(text) : text;
    if (isBlank(kept)) return;
    state.events ??= eventField(kept) !== undefined;
    const data = state.events ? eventData(kept) : kept;
    if (data !== undefined) lines.push({ number, text: data });
  }
}

const eventFields: readonly string[] = ['data', 'event', 'id', 'retry', ''];

/** The field of server-sent events that a line is; `''` is a comment. */
function eventField(text: string): string | undefined {
  // No longer than the longest of them and its colon.
  const colon = text.slice(0, 6).indexOf(':');
  return colon < 0 ? undefined : eventFields.find((field) => field === text.slice(0, colon));
}

/** What a line of server-sent events holds; anything that is no such line comes back as it is. */
function eventData(text: string): string | undefined {
  const field = eventField(text);
  if (field === undefined) return text;
  if (field !== 'data') return undefined;
  const data = text.slice(field.length + 1);
  return isBlank(data) || data.trim() === '[DONE]' ? undefined : data;
}

function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x09 && code !== 0x0d) return false;
  }
  return true;
}

/** The text without a byte order mark at its start. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The parts one after the other; `length` is their sum. */
export function joinBytes(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
