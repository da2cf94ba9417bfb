import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpackGzip } from '../../src/host/unpack-gzip.ts';
import { inChunks } from '../transcript/read-all.ts';

async function unpacked(bytes: Uint8Array, size?: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of unpackGzip(inChunks(bytes, size), 'calls.gz')) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('bytes that may be packed', () => {
  it('come out the same, packed in any members and chunks, or not packed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string(), { maxLength: 4 }),
        fc.integer({ min: 1, max: 9 }),
        async (texts, size) => {
          const plain = Buffer.from(`{${texts.join('')}`);
          const members = [Buffer.from('{'), ...texts.map((text) => Buffer.from(text))];
          const packed = Buffer.concat(members.map((member) => gzipSync(member)));
          expect(await unpacked(packed, size)).toEqual(plain);
          expect(await unpacked(plain, size)).toEqual(plain);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('may be none, or one', async () => {
    expect(await unpacked(new Uint8Array(0))).toHaveLength(0);
    expect(await unpacked(Uint8Array.of(0x1f))).toEqual(Buffer.of(0x1f));
  });

  it('are refused with the place where they are cut off or damaged', async () => {
    const lines = Array.from({ length: 2000 }, (_, at) => `{"line":${at * 7919}}\n`).join('');
    const packed = gzipSync(lines);
    await expect(unpacked(packed.subarray(0, packed.length - 4))).rejects.toThrow(
      /^calls\.gz is packed with gzip and cut off in line \d+, after \d+ unpacked bytes$/,
    );
    const damaged = Buffer.from(packed);
    damaged[damaged.length - 6] = (damaged[damaged.length - 6] ?? 0) ^ 0xff;
    await expect(unpacked(damaged)).rejects.toThrow(/damaged in line/);
  });

  it('are unpacked as they come: a bomb costs what is asked for', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    let pieces = 0;
    for await (const piece of unpackGzip(inChunks(bomb), 'bomb.gz')) {
      expect(piece.length).toBeLessThanOrEqual(256 * 1024);
      if (++pieces === 3) break;
    }
    expect(pieces).toBe(3);
  });
});
