import { decodeUtf8 } from '../text/decode-utf8.ts';
import { type JsonReading, readJson } from '../text/strict-json.ts';
import { detectFormat } from './detect-format.ts';
import { toolkitFormat } from './formats/toolkit.ts';
import { createSeenTexts, type SeenTexts } from './messages/seen-texts.ts';
import { type ByteSource, createByteSource } from './read/byte-source.ts';
import { collectLine } from './read/collect-line.ts';
import { createCollector, type RecordCollector } from './read/collect-records.ts';
import { lineAndColumn } from './read/line-and-column.ts';
import { type Head, readHead } from './read/read-head.ts';
import { joinBytes, type Line, withoutMark } from './read/split-lines.ts';
import { isEmptyHead, unreadableHead } from './read/unreadable-head.ts';
import type { TranscriptFormat, TranscriptRecord, WhoseRecord } from './transcript-format.ts';

/** A recording, told and ready to be read, or why it is not. */
export type TranscriptOpening =
  | {
      readonly ok: true;
      readonly format: TranscriptFormat;
      /** What it holds, in order, some at a time; to be read once. Fails only where the chunks do. */
      readonly batches: AsyncIterable<readonly TranscriptRecord[]>;
    }
  /** `problem` is one sentence without full stop; `candidates` are the formats that it could be, where it is ambiguous. */
  | { readonly ok: false; readonly problem: string; readonly candidates: readonly string[] };

export interface OpenTranscriptOptions {
  /** A name from `transcriptFormats`; told by content where absent. */
  readonly format?: string;
  /** Takes a recording that holds nothing at all as one without calls, of the toolkit's own format where none is forced. */
  readonly allowEmpty?: boolean;
  /**
   * What the recordings of one run remember together, so that a call that stands in several of them is found in the first
   * only. One for all recordings of a run; alone where absent.
   */
  readonly shared?: SeenTexts;
  /** What tells whose a record is, beside the names that are known everywhere. */
  readonly whose?: WhoseRecord;
}

/** Largest whole-file JSON that is read, in bytes; a longer text does not fit one JavaScript string. JSON Lines have no limit. */
const maxDocumentBytes = 500 * 1024 * 1024;

/**
 * Opens a recording of tool calls. Its format is told by the content of the first records, or forced by `format`, a
 * name from `transcriptFormats`. JSON Lines are read as they come, in constant memory; other JSON is read whole.
 * Rejects only with an error of `chunks` itself.
 */
export async function openTranscript(
  chunks: AsyncIterable<Uint8Array>,
  options: OpenTranscriptOptions = {},
): Promise<TranscriptOpening> {
  const source = createByteSource(chunks);
  const head = await readHead(source);
  const opening = await openHead(head, source, options);
  if (!opening.ok) await source.close();
  return opening;
}

async function openHead(
  head: Head,
  source: ByteSource,
  { format: forced, allowEmpty, shared = createSeenTexts(), whose }: OpenTranscriptOptions,
): Promise<TranscriptOpening> {
  if (allowEmpty === true && isEmptyHead(head)) {
    const detection = detectFormat([], forced ?? toolkitFormat.name);
    return detection.ok
      ? { ...detection, batches: readLines(head, source, createCollector(detection.format, shared, whose)) }
      : detection;
  }
  const unreadable = unreadableHead(head);
  if (unreadable !== undefined) return { ok: false, problem: unreadable, candidates: [] };
  if (head.layout === 'lines') {
    const detection = detectFormat(head.sample, forced);
    if (!detection.ok) return detection;
    return {
      ...detection,
      batches: readLines(head, source, createCollector(detection.format, shared, whose)),
    };
  }
  const document = await readDocument(head, source);
  if (typeof document === 'string') return { ok: false, problem: document, candidates: [] };
  const detection = detectFormat([document.value], forced);
  if (!detection.ok) return detection;
  return { ...detection, batches: readWhole(document, createCollector(detection.format, shared, whose)) };
}

async function* readLines(head: Head, source: ByteSource, collector: RecordCollector): Batches {
  try {
    yield collectLines(head.lines, collector);
    for (let chunk = await source.next(); chunk !== undefined; chunk = await source.next()) {
      const batch = collectLines(head.splitter.push(chunk), collector);
      if (batch.length > 0) yield batch;
    }
    const last = collectLines(head.splitter.end(), collector);
    collector.end();
    yield [...last, ...collector.take()];
  } finally {
    await source.close();
  }
}

type Batches = AsyncGenerator<readonly TranscriptRecord[], void, undefined>;

function collectLines(lines: readonly Line[], collector: RecordCollector): readonly TranscriptRecord[] {
  for (const line of lines) collectLine(line, collector);
  return collector.take();
}

type Document = Extract<JsonReading, { readonly ok: true }>;

async function* readWhole({ value, duplicateKeys }: Document, collector: RecordCollector): Batches {
  collector.add(value, duplicateKeys, undefined);
  collector.end();
  yield collector.take();
}

/** The document, or why it cannot be read. */
async function readDocument(head: Head, source: ByteSource): Promise<Document | string> {
  const chunks = [...head.chunks];
  let bytes = head.bytes;
  for (let chunk = await source.next(); chunk !== undefined; chunk = await source.next()) {
    bytes += chunk.length;
    if (bytes > maxDocumentBytes) {
      return `the recording is one JSON document of more than ${maxDocumentBytes / 2 ** 20} MiB; only JSON Lines are read in parts`;
    }
    chunks.push(chunk.slice());
  }
  const text = decodeUtf8(joinBytes(chunks, bytes));
  if (text === undefined) return 'the recording is not UTF-8 text';
  const reading = readJson(withoutMark(text));
  return reading.ok
    ? reading
    : `the recording is not JSON: ${reading.problem} at ${lineAndColumn(withoutMark(text), reading.offset)}`;
}
