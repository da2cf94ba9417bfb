import type { Sha256 } from './bytes.ts';
import { hexText, utf8Bytes } from './bytes.ts';

/** Encoded automata by the engine's key. */
export interface TableBytes {
  find(key: string): Uint8Array | undefined;
}

/** `BHT1`, then the count; for each table its key's digest, offset and length; then the tables. Numbers are big-endian, 32 bits. */
const magic = 0x42485431;
const headBytes = 8;
const digestBytes = 32;
const entryBytes = digestBytes + 8;

/** The content of `tables.bin`: each table once, by the digest of its key, in the order of the digests. */
export function encodeTables(tables: ReadonlyMap<string, Uint8Array>, sha256: Sha256): Uint8Array {
  const entries = [...tables].map(([key, table]) => ({ digest: sha256(utf8Bytes(key)), table }));
  entries.sort((a, b) => (hexText(a.digest) < hexText(b.digest) ? -1 : 1));
  const size = entries.reduce((sum, { table }) => sum + entryBytes + table.length, headBytes);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  view.setUint32(4, entries.length);
  let at = headBytes + entries.length * entryBytes;
  entries.forEach(({ digest, table }, index) => {
    const entry = headBytes + index * entryBytes;
    bytes.set(digest, entry);
    view.setUint32(entry + digestBytes, at);
    view.setUint32(entry + digestBytes + 4, table.length);
    bytes.set(table, at);
    at += table.length;
  });
  return bytes;
}

/** The tables of `tables.bin`, as views of it. Undefined where it is malformed. */
export function openTables(bytes: Uint8Array, sha256: Sha256): TableBytes | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headBytes || view.getUint32(0) !== magic) return undefined;
  const count = view.getUint32(4);
  const start = headBytes + count * entryBytes;
  if (start > bytes.length) return undefined;

  const tables = new Map<string, Uint8Array>();
  let end = start;
  for (let entry = headBytes; entry < start; entry += entryBytes) {
    const offset = view.getUint32(entry + digestBytes);
    const length = view.getUint32(entry + digestBytes + 4);
    // Tables lie one behind the other, so that no byte is read twice and none is left over.
    if (offset !== end || offset + length > bytes.length) return undefined;
    end = offset + length;
    tables.set(hexText(bytes.subarray(entry, entry + digestBytes)), bytes.subarray(offset, end));
  }
  if (end !== bytes.length || tables.size !== count) return undefined;
  return {
    find(key) {
      return tables.get(hexText(sha256(utf8Bytes(key))));
    },
  };
}
