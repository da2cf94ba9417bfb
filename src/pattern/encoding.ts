import type { LiteralTest } from './scan-program.ts';

/** First number of every encoded scanner. */
export const encodingVersion = 2;

/** Where a comparison looks, by its number in the bytes. */
export const places: readonly LiteralTest['where'][] = ['start', 'end', 'anywhere', 'whole'];

/** Entries of all transition tables of one scanner together; past it the bytes are refused. */
export const mostEntries: number = 2 ** 24;

/** Most units at the end of a text that a table may be confined to. */
export const longestTail: number = 2 ** 20;
