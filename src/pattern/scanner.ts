import { passes } from './passes.ts';
import { runTable } from './run-table.ts';
import type { ScanProgram } from './scan-program.ts';
import { isWellFormed } from './well-formed.ts';

/** Answers in one pass over a text which of several patterns match somewhere in it. */
export interface Scanner {
  readonly patterns: number;
  /** Length of a result: pattern `i` is bit `i & 31` of word `i >> 5`. */
  readonly words: number;
  /**
   * Writes the set of patterns that match to `out`, whose `words` numbers are cleared first. Answers false, with `out`
   * cleared, where the text holds half a surrogate pair. Takes time linear in the text, whatever the patterns.
   */
  scan(text: string, out: Uint32Array): boolean;
  /** What is run, as data. */
  readonly program: ScanProgram;
}

export function createScanner(program: ScanProgram): Scanner {
  const { patterns, words, always, tests } = program;
  const runners = program.tables.map((table) => runTable(table, words));
  return {
    patterns,
    words,
    program,
    scan: (text, out) => {
      if (!isWellFormed(text)) {
        for (let i = 0; i < words; i += 1) out[i] = 0;
        return false;
      }
      for (let i = 0; i < words; i += 1) out[i] = always[i] ?? 0;
      for (let i = 0; i < tests.length; i += 1) {
        const test = tests[i];
        if (test !== undefined && passes(test, text)) set(out, test.pattern);
      }
      for (let i = 0; i < runners.length; i += 1) runners[i]?.(text, out);
      return true;
    },
  };
}

function set(out: Uint32Array, pattern: number): void {
  out[pattern >>> 5] = (out[pattern >>> 5] ?? 0) | (1 << (pattern & 31));
}
