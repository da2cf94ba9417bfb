import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compress, decompress } from '../../src/bundle/gzip.ts';
import { portableInflater } from '../../src/bundle/inflater.ts';
import { nodeInflater } from '../../src/runtime/node-inflater.ts';
import { runs } from '../support/is-long.ts';
import { gzip, utf8 } from './bundles.ts';

const text = utf8('tenant '.repeat(1000));
const limit = 1_000_000;

function altered(change: (bytes: Uint8Array) => void): Uint8Array {
  const bytes = Uint8Array.from(compress(text));
  change(bytes);
  return bytes;
}

describe('compress', () => {
  it('writes what others read, with a header that holds no time and no system', () => {
    expect(gunzipSync(compress(text)).equals(text)).toBe(true);
    expect([...compress(text).subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  });
});

describe.each([
  ['portable', portableInflater],
  ["node's", nodeInflater],
])('decompress, %s', (_name, inflater) => {
  it('reads what is written, here and elsewhere', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.integer({ min: 1, max: 60 }), (piece, times) => {
        const bytes = new Uint8Array(piece.length * times);
        for (let at = 0; at < times; at++) bytes.set(piece, at * piece.length);
        expect(decompress(compress(bytes), limit, inflater)).toEqual({ ok: true, value: bytes });
        expect(decompress(gzip(bytes), limit, inflater)).toEqual({ ok: true, value: bytes });
      }),
      { numRuns: 50 },
    );
  });

  it.each<[string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(), 'archive'],
    ['something else', text, 'archive'],
    ['optional header fields', altered((bytes) => bytes.fill(8, 3, 4)), 'archive'],
    ['a wrong checksum', altered((bytes) => bytes.fill(0, bytes.length - 8, bytes.length - 4)), 'archive'],
    ['a size that is too small', gzip(text, 10), 'archive'],
    ['a size that is too large', gzip(text, text.length + 1), 'archive'],
    ['an impossible size', gzip(utf8('x'), 900_000), 'archive'],
    ['a cut end', compress(text).subarray(0, -1), 'archive'],
    ['a cut middle', Buffer.concat([compress(text).subarray(0, 15), compress(text).subarray(-8)]), 'archive'],
    ['damage', altered((bytes) => bytes.fill(0xff, 12, 20)), 'archive'],
    ['a second member', Buffer.concat([compress(text), compress(text)]), 'archive'],
    ['an empty second member', Buffer.concat([compress(text), compress(new Uint8Array())]), 'archive'],
    ['a byte behind', Buffer.concat([compress(text), Buffer.from([0])]), 'archive'],
    [
      'the beginning of a member behind',
      Buffer.concat([compress(text), Buffer.from([0x1f, 0x8b, 8])]),
      'archive',
    ],
    ['more than the limit', gzip(new Uint8Array(limit + 1)), 'limits'],
  ])('refuses %s', (_title, bytes, check) => {
    expect(decompress(bytes, limit, inflater)).toMatchObject({ ok: false, problem: { check } });
  });

  it('refuses whatever stands between the data and a trailer that fits', () => {
    const whole = gzip(text);
    const filled = Buffer.concat([whole.subarray(0, -8), Buffer.from([1, 2, 3]), whole.subarray(-8)]);
    expect(decompress(filled, limit, inflater)).toMatchObject({ ok: false });
  });

  it('stops a bomb that understates its size', () => {
    const bomb = gzip(new Uint8Array(runs(60_000_000, 300_000_000)), 1000);
    expect(decompress(bomb, limit, inflater)).toMatchObject({ ok: false });
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(80), (noise, at) => {
        const bytes = Uint8Array.from(compress(text));
        bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
        decompress(bytes, limit, inflater);
        decompress(noise, limit, inflater);
      }),
    );
  });
});
