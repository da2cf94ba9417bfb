import { strFromU8, strToU8 } from 'fflate';

/** Digests bytes with SHA-256; handed in by the caller, for the core knows no platform. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** UTF-8 bytes of a text. */
export function utf8Bytes(text: string): Uint8Array {
  return strToU8(text);
}

/** The text of UTF-8 bytes; undefined where they are not well-formed UTF-8, begin with a byte order mark or are too many. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    const text = strFromU8(bytes);
    // The decoder drops a byte order mark and replaces what is malformed; then the text has other bytes.
    const isDoubtful = bytes[0] === 0xef || text.includes('\ufffd');
    return !isDoubtful || sameBytes(strToU8(text), bytes) ? text : undefined;
  } catch {
    // Longer than the platform's strings can be.
    return undefined;
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** Lower-case hexadecimal digits. */
export function hexText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexPairs[byte] ?? '';
  return text;
}

const hexPairs: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);
