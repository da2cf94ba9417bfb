import type { ClassPages } from './class-pages.ts';
import { classPages } from './class-pages.ts';
import { type DirectTable, directColumns, directTable } from './direct-table.ts';
import type { ScanTable } from './scan-table.ts';

/** Adds the patterns of a table that match the well-formed text to `out`. */
export type TableRunner = (text: string, out: Uint32Array) => void;

/** Runs after which a table gets its direct form: most tenants are not busy, and it takes memory. */
const busyAfter = 32;

/** Makes a table ready to run; `words` as in its program. */
export function runTable(table: ScanTable, words: number): TableRunner {
  const { needles } = table;
  const pages = classPages(table.alphabet);
  let runs = 0;
  let direct: DirectTable | undefined;
  return (text, out) => {
    if (needles.length > 0 && !holdsOne(text, needles)) return;
    runs += 1;
    if (runs === busyAfter) direct = directTable(table, pages.latin);
    const from = table.tail === 0 ? 0 : tailStart(text, table.tail);
    const end =
      direct === undefined
        ? runPlain(table, pages, text, from, words, out)
        : runDirect(table, direct, pages, text, from, words, out);
    if (end < 0) return;
    const set = (table.ends[end] ?? 0) * words;
    for (let w = 0; w < words; w += 1) out[w] = (out[w] ?? 0) | (table.endMasks[set + w] ?? 0);
  };
}

/** Where the last `units` of a text begin, or one earlier: never inside a surrogate pair. */
function tailStart(text: string, units: number): number {
  const from = text.length - units;
  if (from <= 0) return 0;
  const unit = text.charCodeAt(from);
  return unit >= 0xdc00 && unit < 0xe000 ? from - 1 : from;
}

/** The state at the end of the text, or -1 where nothing more could match before. */
function runPlain(
  table: ScanTable,
  pages: ClassPages,
  text: string,
  from: number,
  words: number,
  out: Uint32Array,
): number {
  const { next, eventRows } = table;
  const { latin } = pages;
  const length = text.length;
  let row = 0;
  for (let i = from; i < length; i += 1) {
    const unit = text.charCodeAt(i);
    let index: number;
    if (unit < latin.length) index = latin[unit] ?? 0;
    else {
      index = pages.classOf(codePointAt(text, unit, i));
      if (isHighSurrogate(unit)) i += 1;
    }
    const target = next[row + index] ?? 0;
    if (target >= 0) row = target;
    else {
      row = eventRows[-1 - target] ?? 0;
      if (!record(table, -1 - target, words, out)) return -1;
    }
  }
  return row / table.alphabet.size;
}

function runDirect(
  table: ScanTable,
  direct: DirectTable,
  pages: ClassPages,
  text: string,
  from: number,
  words: number,
  out: Uint32Array,
): number {
  const { next, eventRows } = direct;
  const length = text.length;
  let row = 0;
  for (let i = from; i < length; i += 1) {
    const unit = text.charCodeAt(i);
    let target: number;
    if (unit < directColumns) target = next[row + unit] ?? 0;
    else {
      target = directTarget(table, row, pages.classOf(codePointAt(text, unit, i)));
      if (isHighSurrogate(unit)) i += 1;
    }
    if (target >= 0) row = target;
    else {
      row = eventRows[-1 - target] ?? 0;
      if (!record(table, -1 - target, words, out)) return -1;
    }
  }
  return row / directColumns;
}

/** Where a character outside ASCII leads, as rows of the direct table count. */
function directTarget(table: ScanTable, row: number, index: number): number {
  const stride = table.alphabet.size;
  const target = table.next[(row / directColumns) * stride + index] ?? 0;
  return target < 0 ? target : (target / stride) * directColumns;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** The text is well-formed, so a high surrogate has its other half behind it. */
function codePointAt(text: string, unit: number, at: number): number {
  return isHighSurrogate(unit) ? ((unit - 0xd800) << 10) + text.charCodeAt(at + 1) - 0xdc00 + 0x10000 : unit;
}

/** Notes what matches with an event, and tells whether there is more to come. */
function record(
  { eventMasks, eventLive }: ScanTable,
  event: number,
  words: number,
  out: Uint32Array,
): boolean {
  let more = 0;
  for (let w = 0; w < words; w += 1) {
    const now = (out[w] ?? 0) | (eventMasks[event * words + w] ?? 0);
    out[w] = now;
    more |= (eventLive[event * words + w] ?? 0) & ~now;
  }
  return more !== 0;
}

function holdsOne(text: string, needles: readonly string[]): boolean {
  for (let i = 0; i < needles.length; i += 1) {
    if (text.includes(needles[i] ?? '')) return true;
  }
  return false;
}
