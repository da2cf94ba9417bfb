import type { TranscriptRecord } from '../transcript/transcript-format.ts';

/** What a recording holds, some at a time, in its own order. */
export type RecordBatches = AsyncIterable<readonly TranscriptRecord[]>;

/** Records that follow each other in one of the recordings. */
export interface RecordRun {
  /** Its position in the list of recordings. */
  readonly recording: number;
  readonly records: readonly TranscriptRecord[];
}

/**
 * Merges recordings by time: next is always the earliest of the calls that come next in each, and of equally early ones that of
 * the first recording. Within a recording the order stays: a call that is earlier than one before it, or has no time, comes
 * right after that. Holds one batch of each recording.
 */
export async function* inTimeOrder(
  recordings: readonly RecordBatches[],
): AsyncGenerator<RecordRun, void, undefined> {
  const cursors: Cursor[] = [];
  try {
    for (const [recording, batches] of recordings.entries()) {
      const iterator = batches[Symbol.asyncIterator]();
      cursors.push({
        recording,
        iterator,
        batch: [],
        at: 0,
        time: Number.NEGATIVE_INFINITY,
        next: undefined,
      });
    }
    for (const cursor of cursors) await refill(cursor);
    for (;;) {
      const [first, second] = earliestTwo(cursors);
      if (first === undefined) return;
      yield { recording: first.recording, records: takeUntil(first, second) };
      await refill(first);
    }
  } finally {
    for (const { iterator } of cursors) await iterator.return?.();
  }
}

/** How far a recording was read. */
interface Cursor {
  readonly recording: number;
  readonly iterator: AsyncIterator<readonly TranscriptRecord[]>;
  batch: readonly TranscriptRecord[];
  at: number;
  /** Of the latest call so far, in milliseconds. */
  time: number;
  /** When the next record comes; undefined where there is none left. */
  next: number | undefined;
}

async function refill(cursor: Cursor): Promise<void> {
  while (cursor.at >= cursor.batch.length) {
    const { done, value } = await cursor.iterator.next();
    if (done === true) {
      cursor.next = undefined;
      return;
    }
    cursor.batch = value;
    cursor.at = 0;
  }
  cursor.next = nextTime(cursor);
}

function nextTime({ batch, at, time }: Cursor): number {
  const record = batch[at];
  return record?.kind === 'call' ? Math.max(time, record.call.time ?? time) : time;
}

/** At least one record of the first, and all that come before the second's next. */
function takeUntil(first: Cursor, second: Cursor | undefined): readonly TranscriptRecord[] {
  const from = first.at;
  do {
    first.time = nextTime(first);
    first.at += 1;
  } while (
    first.at < first.batch.length &&
    (second === undefined || isBefore(first, nextTime(first), second))
  );
  return first.batch.slice(from, first.at);
}

function isBefore(cursor: Cursor, time: number, other: Cursor): boolean {
  const otherTime = other.next ?? Number.POSITIVE_INFINITY;
  return time < otherTime || (time === otherTime && cursor.recording < other.recording);
}

function earliestTwo(cursors: readonly Cursor[]): readonly [Cursor | undefined, Cursor | undefined] {
  let [first, second]: [Cursor | undefined, Cursor | undefined] = [undefined, undefined];
  for (const cursor of cursors) {
    if (cursor.next === undefined) continue;
    if (first === undefined || isBefore(cursor, cursor.next, first)) [first, second] = [cursor, first];
    else if (second === undefined || isBefore(cursor, cursor.next, second)) second = cursor;
  }
  return [first, second];
}
