import type { JsonValue } from '../../model/json.ts';
import { readJson } from '../../text/strict-json.ts';
import type { ByteSource } from './byte-source.ts';
import { createLineSplitter, type Line, type LineSplitter, maxLineBytes } from './split-lines.ts';

/** The beginning of a recording: enough to tell what it is. */
export interface Head {
  /** `lines`: a JSON value a line. `document`: one JSON value over all of it. */
  readonly layout: 'lines' | 'document';
  /** All bytes read so far. */
  readonly chunks: readonly Uint8Array[];
  readonly bytes: number;
  /** The lines in these bytes; `splitter` goes on with the rest. */
  readonly lines: readonly Line[];
  readonly splitter: LineSplitter;
  /** The values of the first lines that are JSON; empty for a document. */
  readonly sample: readonly JsonValue[];
}

const sampleRecords = 20;
const sampleBytes = 4 * 1024 * 1024;

/**
 * Reads until twenty lines are JSON, or four MiB have been seen. A file is lines if its first line that is not blank is
 * JSON by itself. If it is not, the file is one document as long as what was read could be the beginning of one.
 */
export async function readHead(source: ByteSource): Promise<Head> {
  const chunks: Uint8Array[] = [];
  const lines: Line[] = [];
  const sample: JsonValue[] = [];
  const splitter = createLineSplitter();
  let layout: Head['layout'] | undefined;
  let bytes = 0;
  for (;;) {
    const chunk = await source.next();
    const found = chunk === undefined ? splitter.end() : splitter.push(chunk);
    // A copy, for the caller may use its memory again.
    if (chunk !== undefined) chunks.push(chunk.slice());
    bytes += chunk?.length ?? 0;
    const sampled = layout === undefined ? 0 : lines.length;
    for (const line of found) lines.push(line);
    const last = chunk === undefined || bytes >= sampleBytes;
    if (found.length > 0 || last) layout ??= layoutOf(lines, last, bytes);
    if (layout === 'lines') takeSample(lines, sampled, sample);
    if (layout === 'document' || chunk === undefined || isEnough(lines, sample, bytes)) break;
  }
  return { layout: layout ?? 'document', chunks, bytes, lines, splitter, sample };
}

/** Undefined while more is needed to tell. `last`: no more lines are waited for, if there is one. */
function layoutOf(lines: readonly Line[], last: boolean, bytes: number): Head['layout'] | undefined {
  const [first] = lines;
  if (first === undefined) return bytes > maxLineBytes ? 'document' : undefined;
  if (jsonOf(first) !== undefined) return 'lines';
  if (lines.length < sampleRecords && !last) return undefined;
  // The same lines however the bytes came.
  return mayBeDocument(lines.slice(0, sampleRecords)) ? 'document' : 'lines';
}

function takeSample(lines: readonly Line[], from: number, sample: JsonValue[]): void {
  for (let at = from; at < lines.length && sample.length < sampleRecords; at++) {
    const line = lines[at];
    const value = line === undefined ? undefined : jsonOf(line);
    if (value !== undefined) sample.push(value);
  }
}

function isEnough(lines: readonly Line[], sample: readonly JsonValue[], bytes: number): boolean {
  if (bytes > maxLineBytes || sample.length >= sampleRecords) return true;
  return bytes >= sampleBytes && lines.length > 0;
}

function jsonOf({ text }: Line): JsonValue | undefined {
  const reading = text === undefined ? undefined : readJson(text);
  return reading?.ok === true ? reading.value : undefined;
}

/** Whether the lines are JSON together, or would be with more lines. */
function mayBeDocument(lines: readonly Line[]): boolean {
  const texts: string[] = [];
  for (const { text } of lines) {
    if (text === undefined) return false;
    texts.push(text);
  }
  const all = texts.join('\n');
  const reading = readJson(all);
  return reading.ok || reading.offset >= all.length;
}
