import { createSeenTexts } from '../transcript/messages/seen-texts.ts';
import { collectLine } from '../transcript/read/collect-line.ts';
import { createCollector, type RecordCollector } from '../transcript/read/collect-records.ts';
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
  const reader: Reader = {
    options,
    collector: createCollector(options.format, createSeenTexts()),
    announced: new Set(),
  };
  const splitter = createLineSplitter();
  const looked: Looked[] = [];
  return {
    look: (chunk) => {
      const lines = chunk === undefined ? splitter.end() : splitter.push(chunk);
      const forAll: number[] = [];
      const own = lines.map((line, at) => {
        const guess = line.text === undefined ? '' : guessTenant(line.text);
        if (!isOwn(options, line, guess)) return undefined;
        const call = commonCall(reader, line, guess);
        if (call === undefined) forAll.push(at);
        return call;
      });
      looked.push({ lines, own });
      return forAll;
    },
    settle: (forAll) => {
      const next = looked.shift();
      return next === undefined ? undefined : settleLines(reader, next, forAll);
    },
  };
}

interface Reader {
  readonly options: SharedLinesOptions;
  /** Reads a line at a time; how many calls it has counted means nothing. */
  readonly collector: RecordCollector;
  /** Tenants of which a line that this job read before is for all; no more than are counted by name. */
  readonly announced: Set<string>;
}

/** A chunk's lines, and for each the common call that this job has read in it. */
interface Looked {
  readonly lines: readonly Line[];
  readonly own: readonly (TranscriptRecord | undefined)[];
}

/** Whether this job is the one to read a line first. Any choice is right; most lines should be those that it decides. */
function isOwn({ jobs, job, shard }: SharedLinesOptions, { number }: Line, guess: string): boolean {
  return (jobOf(guess, jobs, shard) ?? number % jobs) === job;
}

/** The one call that a line holds, where it concerns no other job. */
function commonCall(
  { options, collector, announced }: Reader,
  line: Line,
  guess: string,
): TranscriptRecord | undefined {
  const records = recordsIn(line, collector);
  const record = records[0];
  if (records.length !== 1 || record?.kind !== 'call') return undefined;
  const tenant = tenantOf(record.call.context);
  if ((tenant ?? '') !== guess) {
    const decides = jobOf(tenant, options.jobs, options.shard);
    if (decides !== undefined && decides !== options.job) return undefined;
  }
  if (tenant === undefined || options.replay.isMet(tenant) || announced.has(tenant)) return record;
  announced.add(tenant);
  return undefined;
}

function settleLines(
  { options, collector }: Reader,
  { lines, own }: Looked,
  forAll: readonly number[],
): string | undefined {
  const { source } = options;
  let next = 0;
  let passed = 0;
  for (const [at, line] of lines.entries()) {
    const isForAll = forAll[next] === at;
    const record = own[at];
    if (!isForAll && record === undefined) {
      passed += 1;
      continue;
    }
    source.pass(passed);
    passed = 0;
    if (isForAll) next += 1;
    const problem = source.judge(isForAll || record === undefined ? recordsIn(line, collector) : [record]);
    if (problem !== undefined) return problem;
  }
  source.pass(passed);
  return undefined;
}

function recordsIn(line: Line, collector: RecordCollector): readonly TranscriptRecord[] {
  collectLine(line, collector);
  return collector.take();
}
