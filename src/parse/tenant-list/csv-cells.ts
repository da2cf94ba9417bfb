import type { Span } from '../located-node.ts';

/** A cell of a CSV text. Its span leaves out the quotes of a quoted one that is not empty. */
export interface CsvCell extends Span {
  /** Doubled quotes are one. */
  readonly value: string;
  readonly quoted: boolean;
}

export type CsvRow = readonly CsvCell[];

/** Rows that hold anything, up to the first thing that is no CSV. */
export interface CsvReading {
  readonly rows: readonly CsvRow[];
  readonly problem?: Span & { readonly message: string; readonly label: string; readonly help: string };
}

/**
 * The cells of a CSV text after RFC 4180, with commas, quotes doubled within quotes, and rows that end at `\n` or
 * `\r\n`. Strict: what that grammar lacks is a problem. Empty lines hold no row. Linear in the text.
 */
export function csvCells(text: string): CsvReading {
  const rows: CsvRow[] = [];
  let row: CsvCell[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    if (cell === undefined) return { rows, problem: openQuote(at) };
    row.push(cell);
    at = cell.quoted ? cell.end + (cell.value === '' ? 0 : 1) : cell.end;
    if (text[at] === ',') {
      at += 1;
      // A comma at the end of the text opens one more cell.
      if (at < text.length) continue;
      row.push({ value: '', quoted: false, start: at, end: at });
    }
    const ended = at + breakLength(text, at);
    if (ended === at && at < text.length) return { rows, problem: strayText(text, at) };
    if (row.length > 1 || row.some(({ value, quoted }) => quoted || value.trim() !== '')) rows.push(row);
    row = [];
    at = ended;
  }
  return { rows };
}

/** Up to the quote that is not doubled; undefined where there is none. */
function quotedCell(text: string, start: number): CsvCell | undefined {
  for (let close = text.indexOf('"', start + 1); close !== -1; close = text.indexOf('"', close + 2)) {
    if (text[close + 1] === '"') continue;
    const inner = text.slice(start + 1, close);
    if (inner === '') return { value: '', quoted: true, start, end: close + 1 };
    return { value: inner.replaceAll('""', '"'), quoted: true, start: start + 1, end: close };
  }
  return undefined;
}

function plainCell(text: string, start: number): CsvCell {
  let end = start;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === comma || code === lineFeed || code === quote) break;
    if (code === carriageReturn && text.charCodeAt(end + 1) === lineFeed) break;
    end += 1;
  }
  return { value: text.slice(start, end), quoted: false, start, end };
}

const [comma, quote, lineFeed, carriageReturn] = [0x2c, 0x22, 0x0a, 0x0d];

function breakLength(text: string, at: number): number {
  if (text[at] === '\n') return 1;
  return text[at] === '\r' && text[at + 1] === '\n' ? 2 : 0;
}

function openQuote(start: number): NonNullable<CsvReading['problem']> {
  return {
    start,
    end: start + 1,
    message: 'a quoted cell has no closing quote',
    label: 'opened here',
    help: 'close it with `"`; a quote within it is doubled: `""`',
  };
}

function strayText(text: string, start: number): NonNullable<CsvReading['problem']> {
  const isQuote = text[start] === '"';
  return {
    start,
    end: start + 1,
    message: isQuote ? 'a quote within a cell that is not quoted' : 'text after the closing quote of a cell',
    label: isQuote ? 'a stray quote' : 'expected a comma or the end of the row',
    help: 'put the whole cell in quotes, and double the quotes within it: `""`',
  };
}
