import type { ScanTable } from './scan-table.ts';

/** A pattern that a comparison answers: the text holds `literal` there. */
export interface LiteralTest {
  readonly where: 'start' | 'end' | 'anywhere' | 'whole';
  readonly literal: string;
  readonly pattern: number;
}

/** All that a scanner does, as plain data. */
export interface ScanProgram {
  readonly patterns: number;
  /** 32-bit words of a result. */
  readonly words: number;
  /** The patterns that match every text. */
  readonly always: Uint32Array;
  readonly tests: readonly LiteralTest[];
  readonly tables: readonly ScanTable[];
}
