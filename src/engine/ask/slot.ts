import type { ArgumentPath } from '../../model/argument-path.ts';
import type { Scanner } from '../../pattern/scanner.ts';
import { isPlainData, ownProperty } from '../plain-data.ts';
import type { ReadSql } from '../sql/answer-sql.ts';
import { readSqlText } from '../sql/answer-sql.ts';
import type { SqlParser } from '../sql/sql-parser.ts';
import type { PathReading } from './read-path.ts';
import { emptyElement, oddElement, readPath } from './read-path.ts';

/** What one call is decided on. Its data is read once: every slot keeps what it read until the next call. */
export interface CallData {
  readonly arguments: { readonly [key: string]: unknown };
  readonly context: { readonly [key: string]: unknown };
}

/**
 * One path of a tool, with one scanner for all the languages that any matcher asks of its text, and what it holds in
 * the call at hand.
 */
export interface Slot {
  readonly path: ArgumentPath;
  readonly perItem: boolean;
  /** The key of a path of one key, which needs no walk. */
  readonly onlyKey: string | undefined;
  readonly scanner: Scanner;
  /** Reads queries, where the engine was given a grammar. */
  readonly sql: SqlParser | undefined;
  /** Longest text in UTF-8 bytes that a matcher reads. */
  readonly maxTextBytes: number;
  /** The call this slot was last read for. */
  call: CallData | undefined;
  state: 'absent' | 'unclear' | 'empty' | 'present';
  /** The whole value, for paths without `[*]`. */
  whole: unknown;
  /** The value is a list and is asked item by item unless only whole-value parts ask. */
  isList: boolean;
  /** The value is there, plain and no list: it is asked as it is. */
  isOneValue: boolean;
  /** How many elements are asked; a value that is no list is its own one element. */
  count: number;
  /** The elements of a list; see `elementAt`. */
  list: readonly unknown[];
  masks: (Uint32Array | undefined)[];
  scanned: number;
  /** Some element is a longer text than matchers read; undefined until somebody asks. */
  tooLong: boolean | undefined;
  /** The query that was read last. */
  readSql: ReadSql | undefined;
}

export function createSlot(
  path: ArgumentPath,
  scanner: Scanner,
  maxTextBytes: number,
  sql?: SqlParser | undefined,
): Slot {
  const [first] = path.segments;
  return {
    path,
    perItem: path.segments.some((segment) => segment.kind === 'each'),
    onlyKey: first?.kind === 'key' && path.segments.length === 1 ? first.key : undefined,
    scanner,
    sql,
    maxTextBytes,
    call: undefined,
    state: 'absent',
    whole: undefined,
    isList: false,
    isOneValue: false,
    count: 0,
    list: noElements,
    masks: [],
    scanned: 0,
    tooLong: undefined,
    readSql: undefined,
  };
}

/** Reads the slot for a call, once. */
export function readSlot(slot: Slot, call: CallData): void {
  if (slot.call === call) return;
  slot.call = call;
  slot.scanned = 0;
  slot.tooLong = undefined;
  slot.isList = false;
  slot.isOneValue = false;
  slot.list = noElements;
  const root = slot.path.root === 'context' ? call.context : call.arguments;
  if (slot.onlyKey !== undefined) holdValue(slot, ownProperty(root, slot.onlyKey));
  else holdReading(slot, readPath(slot.path, root));
}

const noElements: readonly unknown[] = [];

function holdReading(slot: Slot, reading: PathReading): void {
  if (reading.kind === 'value') {
    holdValue(slot, reading.value);
    return;
  }
  slot.whole = undefined;
  slot.count = 0;
  if (reading.kind === 'elements') {
    slot.list = reading.elements;
    slot.count = reading.elements.length;
    slot.state = slot.count === 0 ? 'empty' : 'present';
  } else slot.state = reading.kind;
}

function holdValue(slot: Slot, value: unknown): void {
  slot.whole = value;
  slot.count = 1;
  slot.state = 'present';
  if (value === undefined || value === null) slot.state = 'absent';
  else if (Array.isArray(value)) {
    slot.isList = true;
    slot.list = value;
    slot.count = value.length;
    if (value.length === 0) slot.state = 'empty';
  } else if (isPlainData(value)) slot.isOneValue = true;
  else slot.state = 'unclear';
}

/** One of the `count` elements of a slot. */
export function elementAt(slot: Slot, index: number): unknown {
  return slot.isList || slot.perItem ? slot.list[index] : slot.whole;
}

/** Forgets the call's data, so that an idle engine holds on to nobody's arguments. */
export function clearSlot(slot: Slot): void {
  slot.call = undefined;
  slot.whole = undefined;
  slot.list = noElements;
  slot.readSql = undefined;
  if (slot.masks.length > keptMasks) slot.masks = [];
}

/** Bit sets kept for the next call's elements. */
const keptMasks = 64;

/** An element that is unclear for every matcher: absent, null, a list, or no plain data. */
export function isOddElement(slot: Slot, element: unknown): boolean {
  if (element === oddElement) return true;
  if (!slot.isList && !slot.perItem) return false;
  return element === null || Array.isArray(element) || !isPlainData(element);
}

export function isEmptyElement(element: unknown): boolean {
  return element === emptyElement;
}

/**
 * Which languages the text of an element is in, as a bit set; undefined where the element has no text (or ill-formed
 * text). Safe integers and booleans have their JSON text.
 */
export function languagesOf(slot: Slot, index: number): Uint32Array | undefined {
  // Elements are asked in order, so those below `scanned` are known; a list asked again costs nothing.
  while (slot.scanned <= index) {
    slot.masks[slot.scanned] = scanElement(slot, elementAt(slot, slot.scanned), slot.masks[slot.scanned]);
    slot.scanned += 1;
  }
  return slot.masks[index];
}

/** An element as a query that was read; undefined where it is no text, or nothing reads queries. */
export function sqlOf(slot: Slot, element: unknown): ReadSql | undefined {
  if (typeof element !== 'string' || slot.sql === undefined) return undefined;
  if (slot.readSql?.text !== element) slot.readSql = readSqlText(element, slot.sql);
  return slot.readSql;
}

function scanElement(slot: Slot, element: unknown, reuse: Uint32Array | undefined): Uint32Array | undefined {
  const text = textOf(element);
  if (text === undefined) return undefined;
  const mask = reuse ?? new Uint32Array(slot.scanner.words);
  return slot.scanner.scan(text, mask) ? mask : undefined;
}

function textOf(element: unknown): string | undefined {
  if (typeof element === 'string') return element;
  if (typeof element === 'number') return Number.isSafeInteger(element) ? JSON.stringify(element) : undefined;
  return typeof element === 'boolean' ? String(element) : undefined;
}

/** Whether the slot, which was read, holds a text that is longer than matchers read. */
export function holdsTooLong(slot: Slot): boolean {
  if (slot.tooLong !== undefined) return slot.tooLong;
  slot.tooLong = false;
  for (let index = 0; index < slot.count && !slot.tooLong; index++) {
    slot.tooLong = isTooLong(elementAt(slot, index), slot.maxTextBytes);
  }
  return slot.tooLong;
}

function isTooLong(element: unknown, maxTextBytes: number): boolean {
  if (typeof element !== 'string' || element.length * 3 <= maxTextBytes) return false;
  return element.length > maxTextBytes || utf8Length(element) > maxTextBytes;
}

/** UTF-8 bytes of a text; a lone surrogate counts as three. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(at + 1))) {
      bytes += 4;
      at += 1;
    } else bytes += 3;
  }
  return bytes;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
