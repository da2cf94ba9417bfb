import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTranscript } from '../../src/transcript/open-transcript.ts';
import { createLineSplitter, type Line } from '../../src/transcript/read/split-lines.ts';
import { collect, fixture, inChunks, readAll } from './read-all.ts';

const files = [
  'toolkit/calls.jsonl',
  'anthropic-messages/log.jsonl',
  'openai-chat/messages.json',
  'openai-chat/request-log.jsonl',
  'agentdojo/dump.jsonl',
  'tau-bench/results.json',
];

async function* cut(bytes: Uint8Array, places: readonly number[]): AsyncGenerator<Uint8Array> {
  // One piece of memory for all chunks, as some sources have it: a reader must not hold on to it.
  const memory = new Uint8Array(bytes.length);
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    const chunk = memory.subarray(0, end - start);
    chunk.set(bytes.subarray(start, end));
    yield chunk;
    memory.fill(0x7b);
    start = end;
  }
}

describe('how the bytes are cut makes no difference', () => {
  it.each(files)('%s', async (file) => {
    const bytes = fixture(file);
    const whole = await readAll(bytes);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), async (places) => {
        expect((await collect(await openTranscript(cut(bytes, places)))).records).toEqual(whole.records);
      }),
      { numRuns: 40 },
    );
    expect((await collect(await openTranscript(inChunks(bytes, 1)))).records).toEqual(whole.records);
  });

  it('splits lines the same way, the odd ones too', () => {
    const unit = fc.constantFrom(
      [0x0a],
      [0x0d, 0x0a],
      [0x20],
      [0xc3, 0xa9],
      [0xff],
      [0xef, 0xbb, 0xbf],
      [0x61, 0x62, 0x63],
      [0xf0, 0x9f, 0x98, 0x80],
    );
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 40 }),
        fc.array(fc.nat(120), { maxLength: 6 }),
        (units, places) => {
          const bytes = Uint8Array.from(units.flat());
          const ends = [...places.filter((place) => place < bytes.length), bytes.length].sort(
            (a, b) => a - b,
          );
          expect(split(bytes, ends)).toEqual(split(bytes, [bytes.length]));
        },
      ),
      { numRuns: 500 },
    );
  });
});

function split(bytes: Uint8Array, ends: readonly number[]): Line[] {
  const splitter = createLineSplitter(9);
  let start = 0;
  const lines = ends.flatMap((end) => {
    const found = splitter.push(bytes.subarray(start, end));
    start = end;
    return found;
  });
  return [...lines, ...splitter.end()];
}

describe('lines', () => {
  it.each<[text: string, lines: readonly string[]]>([
    ['', []],
    ['a', ['1 a']],
    ['a\nb\n', ['1 a', '2 b']],
    ['a\r\n\r\n \t\nb\r\n', ['1 a\r', '4 b\r']],
    ['\ufeffa\n\ufeffb', ['1 a', '2 \ufeffb']],
    ['12345678\n123456789\n1234567890\nx', ['1 12345678', '2 123456789', '3 ! longer than 9 bytes', '4 x']],
    ['1234567890', ['1 ! longer than 9 bytes']],
    ['\u00a0\n', ['1 \u00a0']],
  ])('%j', (text, lines) => {
    const bytes = new TextEncoder().encode(text);
    expect(
      split(bytes, [bytes.length]).map((line) => `${line.number} ${line.text ?? `! ${line.problem}`}`),
    ).toEqual(lines);
  });
});

describe('the source of the bytes', () => {
  it('is closed when a recording is refused, and when reading stops early', async () => {
    let closed = 0;
    async function* source(text: string): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new TextEncoder().encode(text);
      } finally {
        closed++;
      }
    }
    const refused = await openTranscript(source('{"a":1}\n'));
    expect([refused.ok, closed]).toEqual([false, 1]);
    const opening = await openTranscript(source('{"tool":"t","arguments":{}}\n'));
    if (opening.ok) for await (const batch of opening.batches) if (batch.length > 0) break;
    expect(closed).toBe(2);
  });

  it('passes its errors on', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('{"tool":"t","arguments":{}}\n'.repeat(30));
      throw new Error('disk gone');
    }
    const opening = await openTranscript(broken());
    await expect(collect(opening)).rejects.toThrow('disk gone');
  });
});
