import type { ScanTable } from './scan-table.ts';

/**
 * A table with a column for each ASCII character, so that a step is one look-up: `next[row + unit]`, with `row` = state * 128,
 * is the row that comes next or `-1 - event`.
 */
export interface DirectTable {
  readonly next: Int16Array;
  readonly eventRows: Int16Array;
}

/** Columns of a direct table. */
export const directColumns = 128;

/** Rows are numbers of 16 bits, which also bounds what a table takes: 64 KiB. */
const mostStates = 255;

/** Undefined for a table that is too large for it. */
export function directTable(table: ScanTable, latin: Uint16Array): DirectTable | undefined {
  const stride = table.alphabet.size;
  const states = table.next.length / stride;
  if (states > mostStates || table.eventRows.length > 0x7fff) return undefined;
  const next = new Int16Array(states * directColumns);
  for (let state = 0; state < states; state += 1) {
    for (let unit = 0; unit < directColumns; unit += 1) {
      const target = table.next[state * stride + (latin[unit] ?? 0)] ?? 0;
      next[state * directColumns + unit] = target < 0 ? target : (target / stride) * directColumns;
    }
  }
  return { next, eventRows: Int16Array.from(table.eventRows, (row) => (row / stride) * directColumns) };
}
