import type { Alphabet } from './alphabet.ts';
import { type ByteReader, createByteReader } from './byte-reader.ts';
import { lastCodePoint } from './code-point-set.ts';
import { encodingVersion, longestTail, mostEntries, places } from './encoding.ts';
import { longestNeedle } from './literal-facts.ts';
import type { LiteralTest, ScanProgram } from './scan-program.ts';
import type { ScanTable } from './scan-table.ts';
import { createScanner, type Scanner } from './scanner.ts';

/**
 * The scanner that `encodeScanner` wrote; undefined where the bytes are not of this version or not well formed. What
 * comes back reads inside its tables only and ends, whatever the bytes were; that they are the right ones is for a
 * signature to say.
 */
export function decodeScanner(bytes: Uint8Array): Scanner | undefined {
  const reader = createByteReader(bytes);
  if (reader.number(0xff) !== encodingVersion) return undefined;
  const program = readProgram(reader);
  return reader.failed() || !reader.atEnd() ? undefined : createScanner(program);
}

/** What the parts of a program must agree on. */
interface Frame {
  readonly reader: ByteReader;
  readonly patterns: number;
  readonly words: number;
  /** Transition entries that may still come. */
  entries: number;
}

function readProgram(reader: ByteReader): ScanProgram {
  const patterns = reader.number(1 << 20);
  const frame: Frame = {
    reader,
    patterns,
    words: Math.max(1, Math.ceil(patterns / 32)),
    entries: mostEntries,
  };
  const always = readMasks(frame, 1);
  const tests: LiteralTest[] = [];
  for (let left = reader.count(0xffff); left > 0 && !reader.failed(); left -= 1) tests.push(readTest(frame));
  const tables: ScanTable[] = [];
  for (let left = reader.count(0xffff); left > 0 && !reader.failed(); left -= 1)
    tables.push(readTable(frame));
  return { patterns, words: frame.words, always, tests, tables };
}

/** Sets of patterns that exist. */
function readMasks({ reader, patterns, words }: Frame, count: number): Uint32Array {
  const masks = reader.numbers(count * words, 0xffffffff);
  const excess = words * 32 - patterns;
  // Shifts count modulo 32, so a word without any pattern is looked at by itself.
  const allowed = excess === 32 ? 0 : 0xffffffff >>> excess;
  for (let i = words - 1; i < masks.length; i += words) {
    if (((masks[i] ?? 0) & ~allowed) !== 0) reader.fail();
  }
  return masks;
}

function readTest({ reader, patterns }: Frame): LiteralTest {
  const where = places[reader.number(places.length - 1)] ?? 'whole';
  const pattern = reader.number(Math.max(patterns - 1, 0));
  const literal = reader.text(where === 'anywhere' ? longestNeedle : 0xffff);
  if (patterns === 0) reader.fail();
  return { where, literal, pattern };
}

function readTable(frame: Frame): ScanTable {
  const { reader } = frame;
  const alphabet = readAlphabet(reader);
  const events = reader.count(mostEntries);
  const eventStates = reader.numbers(events, mostEntries);
  const eventMasks = readMasks(frame, events);
  const eventLive = readMasks(frame, events);
  const sets = reader.count(mostEntries);
  const endMasks = readMasks(frame, sets);
  const states = reader.count(mostEntries);
  const ends = Int32Array.from(reader.numbers(states, Math.max(sets - 1, 0)));
  frame.entries -= states * alphabet.size;
  const isSound =
    states > 0 && sets > 0 && frame.entries >= 0 && eventStates.every((state) => state < states);
  if (!isSound) reader.fail();
  const next = readRows(reader, reader.failed() ? 0 : states, alphabet.size, events);
  const needles: string[] = [];
  for (let left = reader.count(0xff); left > 0; left -= 1) needles.push(reader.text(longestNeedle));
  const tail = reader.number(longestTail);
  const eventRows = Int32Array.from(eventStates, (state) => state * alphabet.size);
  return { alphabet, next, eventRows, eventMasks, eventLive, ends, endMasks, needles, tail };
}

/** Ascending starts from 0, and for each a class; every class occurs. */
function readAlphabet(reader: ByteReader): Alphabet {
  const size = reader.count(0xffff);
  const intervals = reader.count(lastCodePoint);
  const starts = Int32Array.from(reader.numbers(intervals, lastCodePoint));
  for (let i = 1; i < starts.length; i += 1) {
    if (starts[i] === 0) reader.fail();
    starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
    if ((starts[i] ?? 0) > lastCodePoint) reader.fail();
  }
  const classes = Uint16Array.from(reader.numbers(intervals, Math.max(size - 1, 0)));
  if (starts[0] !== 0 || new Set(classes).size !== size) reader.fail();
  return { starts, classes, size };
}

function readRows(reader: ByteReader, states: number, size: number, events: number): Int32Array {
  const next = new Int32Array(states * size);
  for (let at = 0; at < next.length && !reader.failed(); ) {
    const target = reader.number(mostEntries);
    const end = at + reader.number(mostEntries) + 1;
    const isEvent = target % 2 === 1;
    const index = (target - (isEvent ? 1 : 0)) / 2;
    const rowEnd = (Math.floor(at / size) + 1) * size;
    if (index >= (isEvent ? events : states) || end > rowEnd) reader.fail();
    next.fill(isEvent ? -1 - index : index * size, at, Math.min(end, next.length));
    at = end;
  }
  return next;
}
