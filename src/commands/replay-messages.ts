import type { Shard } from '../simulate/shard.ts';

/** What a job of a replay is given at its start. */
export interface JobStart {
  readonly operands: readonly string[];
  readonly values: ReadonlyMap<string, unknown>;
  /** Absolute. */
  readonly cwd: string;
  readonly config?: string;
  readonly jobs: number;
  /** From 0. */
  readonly job: number;
  /** That all jobs together decide. */
  readonly shard?: Shard;
  /** Whether a line is wanted for each call. */
  readonly takesLines: boolean;
}

/** What whoever reads the recordings says to every job, in the same order. */
export type ToJob =
  /** A recording begins. Where a format is named its lines are shared out; else each job reads all of it. */
  | { readonly kind: 'begin'; readonly file: number; readonly format: string | undefined }
  | { readonly kind: 'chunk'; readonly bytes: SharedArrayBuffer }
  /** The recording ends. */
  | { readonly kind: 'end' }
  /** Of a recording that is shared: the lines of the oldest chunk, or of its end, that are for all. */
  | { readonly kind: 'forAll'; readonly lines: readonly number[] }
  /** Nothing more comes. `partial`: although there would be more. */
  | { readonly kind: 'finish'; readonly partial: boolean };

/** What a job says. */
export type FromJob =
  /** What it found: the same as who started it, or something was changed in between. */
  | { readonly kind: 'ready'; readonly revision: string | undefined; readonly files: readonly string[] }
  /** Lines of the next chunk that all must read. */
  | { readonly kind: 'looked'; readonly lines: readonly number[] }
  /** A chunk, or the end of a recording, is done. `lines` are those of its own calls, `found` the calls of all so far. */
  | { readonly kind: 'done'; readonly found: number; readonly lines: readonly CallLine[] }
  | { readonly kind: 'mistake'; readonly message: string; readonly help?: string; readonly details?: string }
  /** Its part of the result as JSON, and for each source what `countSessions` counts. */
  | { readonly kind: 'result'; readonly json: string; readonly sessions: readonly (readonly number[])[] };

/** The line of a call, and its number in the run. */
export type CallLine = readonly [seq: number, text: string];
