import { readLine } from '../transcript/read/read-line.ts';
import { createLineSplitter, type Line } from '../transcript/read/split-lines.ts';
import type { TranscriptFormat, TranscriptRecord } from '../transcript/transcript-format.ts';
import { guessTenant } from './guess-tenant.ts';
import type { Replay, ReplaySource } from './replay.ts';
import { jobOf, type Shard } from './shard.ts';
import { tenantOf } from './tenant-of.ts';

/**
 * One job's side of a recording that several read together, each its own tenants' lines: what takes longest, reading a
 * line as JSON, is done once. All jobs get the same chunks.
 *
 * Most lines hold one call of a tenant that was met before, and concern nobody but the job that decides it. All others are
 * for all: the first call of a tenant, a malformed line, one whose tenant is not the one that was guessed. Whoever reads a line
 * says so (`look`), and what all jobs have said together is then read by all of them (`settle`), so that each counts what
 * the whole run would have counted.
 */
export interface SharedLines {
  /** Reads ahead its own lines of the next chunk; undefined: the end. Positions in it of the lines that are for all. */
  readonly look: (chunk: Uint8Array | undefined) => readonly number[];
  /**
   * Decides the oldest chunk that was looked at. `forAll` is what all jobs said of it, in order, each once. The problem that
   * ends the replay, if there is one.
   */
  readonly settle: (forAll: readonly number[]) => string | undefined;
}

export interface SharedLinesOptions {
  /** One whose lines are read each by itself. */
  readonly format: TranscriptFormat;
  readonly replay: Replay;
  /** Of this recording, whose tenants nothing but the recording tells. */
  readonly source: ReplaySource;
  readonly jobs: number;
  /** From 0. */
  readonly job: number;
  /** That all jobs together decide. */
  readonly shard?: Shard;
}

export function createSharedLines(options: SharedLinesOptions): SharedLines {
  const splitter = createLineSplitter();
  const looked: Looked[] = [];
  const announced = new Set<string>();
  return {
    look: (chunk) => {
      const lines = chunk === undefined ? splitter.end() : splitter.push(chunk);
      const own = new Map<number, TranscriptRecord>();
      const forAll: number[] = [];
      for (const [at, line] of lines.entries()) {
        if (!isOwn(options, line)) continue;
        const record = commonCall(options, line, announced);
        if (record === undefined) forAll.push(at);
        else own.set(at, record);
      }
      looked.push({ lines, own });
      return forAll;
    },
    settle: (forAll) => {
      const next = looked.shift();
      return next === undefined ? undefined : settleLines(options, next, forAll);
    },
  };
}

/** A chunk's lines, and the common calls among those that this job has read. */
interface Looked {
  readonly lines: readonly Line[];
  readonly own: ReadonlyMap<number, TranscriptRecord>;
}

/** Whether this job is the one to read a line first. Any choice is right; most lines should be those that it decides. */
function isOwn({ jobs, job, shard }: SharedLinesOptions, { text, number }: Line): boolean {
  const chosen = text === undefined ? undefined : jobOf(guessTenant(text), jobs, shard);
  return (chosen ?? number % jobs) === job;
}

/**
 * The one call that a line holds, where it concerns no other job. `announced`: the tenants of which a line that this job read
 * before is for all; no more than are counted by name.
 */
function commonCall(
  options: SharedLinesOptions,
  line: Line,
  announced: Set<string>,
): TranscriptRecord | undefined {
  const [record, ...more] = readLine(line, options.format);
  if (record?.kind !== 'call' || more.length > 0) return undefined;
  const tenant = tenantOf(record.call.context);
  const decides = jobOf(tenant, options.jobs, options.shard);
  if (decides !== undefined && decides !== options.job) return undefined;
  if (tenant === undefined || options.replay.isMet(tenant) || announced.has(tenant)) return record;
  announced.add(tenant);
  return undefined;
}

function settleLines(
  { format, source }: SharedLinesOptions,
  { lines, own }: Looked,
  forAll: readonly number[],
): string | undefined {
  let next = 0;
  for (const [at, line] of lines.entries()) {
    const isForAll = forAll[next] === at;
    if (isForAll) next += 1;
    const record = own.get(at);
    if (!isForAll && record === undefined) source.pass(1);
    const records = isForAll ? readLine(line, format) : record === undefined ? [] : [record];
    for (const found of records) {
      const problem = source.judge([numbered(found, source)]);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

/** A line that is read by itself does not know how many calls there were before. */
function numbered(record: TranscriptRecord, source: ReplaySource): TranscriptRecord {
  if (record.kind !== 'call') return record;
  return { ...record, call: { ...record.call, index: source.calls() } };
}
