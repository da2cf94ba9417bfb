import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inTimeOrder } from '../../src/simulate/time-order.ts';
import type { TranscriptRecord } from '../../src/transcript/transcript-format.ts';
import { callOf } from './replay-for.ts';

/** A call at a second, or without time; null is no call at all. */
type Entry = number | undefined | null;

function recordOf(entry: Entry, name: string): TranscriptRecord {
  if (entry === null) return { kind: 'malformed', malformed: { why: name } };
  return callOf(name, entry === undefined ? {} : { time: entry });
}

function nameOf(record: TranscriptRecord | undefined): string {
  if (record?.kind === 'call') return record.call.tool;
  return record?.kind === 'malformed' ? record.malformed.why : '';
}

async function* batchesOf(records: readonly TranscriptRecord[], size: number) {
  yield [];
  for (let at = 0; at < records.length; at += size) yield records.slice(at, at + size);
}

async function merged(recordings: readonly (readonly Entry[])[], size: number): Promise<readonly string[]> {
  const names: string[] = [];
  const sources = recordings.map((entries, at) =>
    batchesOf(
      entries.map((entry, index) => recordOf(entry, `${at}.${index}`)),
      size,
    ),
  );
  for await (const { recording, records } of inTimeOrder(sources)) {
    expect(records.length).toBeGreaterThan(0);
    for (const record of records) {
      expect(nameOf(record).startsWith(`${recording}.`)).toBe(true);
      names.push(nameOf(record));
    }
  }
  return names;
}

/** What the merge means: a stable sort by the latest time up to each record. */
function sorted(recordings: readonly (readonly Entry[])[]): readonly string[] {
  const all = recordings.flatMap((entries, at) => {
    let latest = Number.NEGATIVE_INFINITY;
    return entries.map((entry, index) => {
      latest = Math.max(latest, entry ?? latest);
      return { name: `${at}.${index}`, latest };
    });
  });
  return all.toSorted((a, b) => (a.latest === b.latest ? 0 : a.latest - b.latest)).map(({ name }) => name);
}

describe('recordings merged by time', () => {
  test.each<[string, readonly (readonly Entry[])[], string]>([
    ['nothing', [], ''],
    ['empty ones', [[], []], ''],
    [
      'those that take turns',
      [
        [1, 3, 5],
        [2, 4],
      ],
      '0.0 1.0 0.1 1.1 0.2',
    ],
    [
      'equal times',
      [
        [1, 2],
        [1, 2],
      ],
      '0.0 1.0 0.1 1.1',
    ],
    ['one that goes back', [[5, 1, 6], [2]], '1.0 0.0 0.1 0.2'],
    [
      'calls without time',
      [
        [3, undefined],
        [undefined, 1, undefined, 4],
      ],
      '1.0 1.1 1.2 0.0 0.1 1.3',
    ],
  ])('take %s', async (_what, recordings, order) => {
    expect((await merged(recordings, 2)).join(' ')).toBe(order);
  });

  test('are a stable sort by the latest time so far, however they are read', async () => {
    const entry = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(undefined, null));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(entry, { maxLength: 12 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        async (recordings, size) => {
          expect(await merged(recordings, size)).toEqual(sorted(recordings));
        },
      ),
    );
  });
});
