import { detectFormat } from './detect-format.ts';
import { createByteSource } from './read/byte-source.ts';
import { type Head, readHead } from './read/read-head.ts';
import { unreadableHead } from './read/unreadable-head.ts';
import type { TranscriptFormat } from './transcript-format.ts';

/** A recording whose bytes several readers will get. */
export interface SharedTranscript {
  /** Its format, where its lines can be shared out: each can be read by itself. Else every reader has to read all. */
  readonly format?: TranscriptFormat;
  /** All its bytes, in pieces of at most a MiB. */
  readonly chunks: AsyncGenerator<Uint8Array, void, undefined>;
}

/** Looks at the beginning of a recording only. `forced` is the format's name, where it is given. Rejects as `chunks` does. */
export async function openShared(
  chunks: AsyncIterable<Uint8Array>,
  forced: string | undefined,
): Promise<SharedTranscript> {
  const source = createByteSource(chunks);
  const head = await readHead(source);
  async function* all(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* head.chunks;
      for (let chunk = await source.next(); chunk !== undefined; chunk = await source.next()) yield chunk;
    } finally {
      await source.close();
    }
  }
  const format = sharedFormat(head, forced);
  return { ...(format === undefined ? {} : { format }), chunks: all() };
}

function sharedFormat(head: Head, forced: string | undefined): TranscriptFormat | undefined {
  if (head.layout !== 'lines' || unreadableHead(head) !== undefined) return undefined;
  const detection = detectFormat(head.sample, forced);
  return detection.ok && detection.format.recordsStandAlone === true ? detection.format : undefined;
}
