import { decodeUtf8 } from '../../text/decode-utf8.ts';
import { readJson } from '../../text/strict-json.ts';
import { lineAndColumn } from './line-and-column.ts';
import type { Head } from './read-head.ts';
import { joinBytes, maxLineBytes, withoutMark } from './split-lines.ts';

/** Whether a recording holds nothing but blanks. */
export function isEmptyHead({ lines, bytes }: Head): boolean {
  return lines.length === 0 && bytes <= maxLineBytes;
}

/** Why a beginning can be no recording at all: empty, packed, binary, not JSON. Undefined where it may be one. */
export function unreadableHead(head: Head): string | undefined {
  const { chunks, sample, layout } = head;
  if (isEmptyHead(head)) return 'the recording is empty';
  if (layout === 'lines' && sample.length > 0) return undefined;
  const first = firstBytes(chunks);
  if (first === 0x1f8b) return 'the recording is packed with gzip; unpack it first';
  if (first === 0xfffe || first === 0xfeff) return 'the recording is UTF-16 text; save it as UTF-8';
  if (chunks.some((chunk) => chunk.includes(0))) return 'the recording is a binary file';
  return layout === 'lines' ? notJson(head) : undefined;
}

function notJson({ chunks, bytes, lines }: Head): string {
  const what = 'the recording is neither JSON nor JSON Lines';
  const odd = lines.find(({ problem }) => problem !== undefined);
  if (odd !== undefined) return `${what}: line ${odd.number} is ${odd.problem}`;
  const all = joinBytes(chunks, bytes);
  // What was read may end within a character; then the last line does not count.
  const text = withoutMark(decodeUtf8(all) ?? decodeUtf8(all.subarray(0, all.lastIndexOf(0x0a) + 1)) ?? '');
  const reading = readJson(text);
  return reading.ok ? what : `${what}: ${reading.problem} at ${lineAndColumn(text, reading.offset)}`;
}

function firstBytes(chunks: readonly Uint8Array[]): number {
  const bytes = chunks.slice(0, 2).flatMap((chunk) => [...chunk.subarray(0, 2)]);
  return (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
}
