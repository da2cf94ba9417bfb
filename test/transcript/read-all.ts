import { readFileSync } from 'node:fs';
import type { MalformedRecord, RecordedCall } from '../../src/model/call.ts';
import { openTranscript, type TranscriptOpening } from '../../src/transcript/open-transcript.ts';
import { createSeenTexts, type SeenTexts } from '../../src/transcript/messages/seen-texts.ts';
import type { TranscriptRecord } from '../../src/transcript/transcript-format.ts';

const root = new URL('../../', import.meta.url);

/** The recorded data beside the repository; not part of it. */
export const recordings: URL = new URL('../shared/data/transcripts/', root);

export function fixture(path: string): Uint8Array {
  return readFileSync(new URL(`fixtures/transcript/${path}`, root));
}

export async function* inChunks(bytes: Uint8Array, size: number = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function open(
  content: string | Uint8Array,
  format?: string,
  shared: SeenTexts = createSeenTexts(),
): Promise<TranscriptOpening> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return openTranscript(inChunks(bytes), format === undefined ? { shared } : { format, shared });
}

export interface Read {
  readonly format: string;
  readonly records: readonly TranscriptRecord[];
  readonly calls: readonly RecordedCall[];
  readonly malformed: readonly MalformedRecord[];
  /** Tools of calls that were not judged. */
  readonly unjudged: readonly (string | undefined)[];
}

/** All that a recording holds. Throws where it is refused. */
export async function readAll(
  content: string | Uint8Array,
  format?: string,
  shared?: SeenTexts,
): Promise<Read> {
  return collect(await open(content, format, shared));
}

export async function collect(opening: TranscriptOpening): Promise<Read> {
  if (!opening.ok) throw new Error(opening.problem);
  const records: TranscriptRecord[] = [];
  for await (const batch of opening.batches) for (const record of batch) records.push(record);
  return {
    format: opening.format.name,
    records,
    calls: records.flatMap((record) => (record.kind === 'call' ? [record.call] : [])),
    malformed: records.flatMap((record) => (record.kind === 'malformed' ? [record.malformed] : [])),
    unjudged: records.flatMap((record) => (record.kind === 'unjudged' ? [record.tool] : [])),
  };
}

/** A call in one line, to compare: tool, arguments or what is wrong with them, and result. */
export function brief(call: RecordedCall): string {
  return [call.tool, call.arguments, call.result]
    .filter((part) => part !== undefined)
    .map(text)
    .join(' ');
}

function text(part: unknown): string {
  return typeof part === 'string' ? part : JSON.stringify(part);
}
