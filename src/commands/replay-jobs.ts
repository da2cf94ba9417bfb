import { standardInput } from '../host/read-input.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { startWorkers, type WorkerGroup } from '../host/worker-group.ts';
import { mergeJobs } from '../simulate/merge-jobs.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';
import type { Shard } from '../simulate/shard.ts';
import { openShared } from '../transcript/open-shared.ts';
import type { CommandContext } from './command-context.ts';
import { createLineOrder, type LineOrder } from './line-order.ts';
import { type OnBytes, recordingChunks, untilInterrupted } from './replay-files.ts';
import type { FromJob, JobStart, ToJob } from './replay-messages.ts';
import { openingOptions } from './simulate-options.ts';
import type { RecordingFile } from './simulate-sources.ts';

export interface JobsAsked {
  readonly jobs: number;
  /** That all jobs together decide. */
  readonly shard: Shard | undefined;
  readonly files: readonly RecordingFile[];
  /** Of the policies that decide. */
  readonly revision: string | undefined;
  readonly takesLines: boolean;
  readonly interrupted: AbortSignal;
  readonly onBytes: OnBytes;
  /** Is told on the way how many calls were read, with the lines of these calls that were not told before, in order. */
  readonly afterBatch: (calls: number, lines: string) => Promise<void>;
}

/**
 * Replays recordings in several threads, each its own part of the tenants: the same result, to the byte, as one gives.
 * One reads the recordings and hands their bytes to all. Throws `UserMistake`, and what a thread died of.
 */
export async function replayInJobs(context: CommandContext, asked: JobsAsked): Promise<ReplaySummary> {
  for (const option of ['tenant-map', 'expect'])
    if (context.given.text(option) === standardInput)
      throw new UserMistake(`--jobs cannot read --${option} from standard input`, { help: 'name a file' });
  const run: Run = {
    asked,
    forced: openingOptions(context.given).format,
    hasLabels: context.given.text('expect') !== undefined,
    states: Array.from({ length: asked.jobs }, newState),
    order: createLineOrder(asked.jobs),
  };
  const group = startWorkers<ToJob, FromJob>({
    module: new URL('./replay-worker.js', import.meta.url),
    size: asked.jobs,
    dataOf: (job) => startOf(context, asked, job),
    receive: (job, message) => receive(run, job, message),
  });
  try {
    await group.until(() => run.states.every((state) => state.isReady));
    const partial = await feedAll(run, group);
    group.postToAll({ kind: 'finish', partial });
    await group.until(() => run.states.every((state) => state.result !== undefined));
    await report(run);
    return mergeJobs(
      run.states.flatMap(({ result }) => result ?? []),
      asked.shard,
    );
  } finally {
    await group.end();
  }
}

interface Run {
  readonly asked: JobsAsked;
  readonly forced: string | undefined;
  readonly hasLabels: boolean;
  readonly states: readonly JobState[];
  readonly order: LineOrder;
}

/** How far a job is. */
interface JobState {
  isReady: boolean;
  /** What it said of chunks about which not all have said what lines are for all. */
  readonly looked: (readonly number[])[];
  /** Chunks and ends of recordings that it has, and has not done. */
  open: number;
  found: number;
  result: { readonly json: string; readonly sessions: readonly (readonly number[])[] } | undefined;
}

function newState(): JobState {
  return { isReady: false, looked: [], open: 0, found: 0, result: undefined };
}

function startOf({ given, cwd, config }: CommandContext, asked: JobsAsked, job: number): JobStart {
  return {
    operands: given.operands,
    values: given.values(),
    cwd,
    ...(config === undefined ? {} : { config }),
    jobs: asked.jobs,
    job,
    ...(asked.shard === undefined ? {} : { shard: asked.shard }),
    takesLines: asked.takesLines,
  };
}

function receive({ asked, states, order }: Run, job: number, message: FromJob): void {
  const state = states[job];
  if (state === undefined) return;
  switch (message.kind) {
    case 'ready':
      refuseChanged(asked, message);
      state.isReady = true;
      return;
    case 'looked':
      state.looked.push(message.lines);
      return;
    case 'done':
      state.open -= 1;
      state.found = message.found;
      order.add(job, message.found, message.lines);
      return;
    case 'mistake':
      throw new UserMistake(message.message, message);
    case 'result':
      state.result = message;
  }
}

function refuseChanged(asked: JobsAsked, ready: Extract<FromJob, { kind: 'ready' }>): void {
  const files = asked.files.map((file) => file.shown);
  if (ready.revision === asked.revision && JSON.stringify(ready.files) === JSON.stringify(files)) return;
  throw new UserMistake('policies or recordings were changed while the run began', { help: 'run it again' });
}

/** True where it was interrupted. */
async function feedAll(run: Run, group: WorkerGroup<ToJob>): Promise<boolean> {
  const { files, interrupted } = run.asked;
  await untilInterrupted(interrupted, async () => {
    for (const [at, file] of files.entries()) {
      if (interrupted.aborted) return;
      await feedFile(run, group, file, at);
    }
  });
  // Also what was interrupted is finished up to here, the same in all jobs.
  await advance(run, group, 0);
  return interrupted.aborted;
}

/** A job may have so many chunks that it has not done: enough to read ahead while others have still to look. */
const mostOpen = 4;

async function feedFile(run: Run, group: WorkerGroup<ToJob>, file: RecordingFile, at: number): Promise<void> {
  const { format, chunks } = await openShared(recordingChunks(file, run.asked), run.forced);
  // Where more than the recording tells whose call it is, nobody can say before it is read; labels are held against all calls.
  const isShared = format !== undefined && Object.keys(file.tenants).length === 0 && !run.hasLabels;
  group.postToAll({ kind: 'begin', file: at, format: isShared ? format.name : undefined });
  for await (const chunk of chunks) {
    give(run, group, { kind: 'chunk', bytes: sharedCopy(chunk) });
    await advance(run, group, mostOpen - 1);
  }
  give(run, group, { kind: 'end' });
  // The next recording may be one that is not shared: what is for all must not come between its chunks.
  await advance(run, group, 0);
}

function give({ states }: Run, group: WorkerGroup<ToJob>, message: ToJob): void {
  for (const state of states) state.open += 1;
  group.postToAll(message);
}

/** Waits until no job has more than `most` chunks that it has not done, and passes on what is for all meanwhile. */
async function advance(run: Run, group: WorkerGroup<ToJob>, most: number): Promise<void> {
  const { states } = run;
  for (;;) {
    await group.until(
      () => states.every((state) => state.looked.length > 0) || states.every((state) => state.open <= most),
    );
    if (states.every((state) => state.looked.length > 0)) {
      const lines = states.flatMap((state) => state.looked.shift() ?? []);
      group.postToAll({ kind: 'forAll', lines: [...new Set(lines)].sort((a, b) => a - b) });
    } else break;
  }
  await report(run);
}

async function report({ asked, states, order }: Run): Promise<void> {
  await asked.afterBatch(Math.min(...states.map((state) => state.found)), order.take());
}

function sharedCopy(chunk: Uint8Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(chunk.length);
  new Uint8Array(shared).set(chunk);
  return shared;
}
