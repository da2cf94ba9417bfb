import { createHash } from 'node:crypto';
import { finishOnInterrupt } from '../host/interrupt.ts';
import type { LoadedWorkspace } from '../host/load-workspace.ts';
import { openRunQueue, type PerformedPiece, readQueueAddress } from '../host/run-queue.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { amountText } from '../report/number-text.ts';
import { simulateJson } from '../report/simulate-json.ts';
import { parseDuration } from '../text/duration.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { Given } from './given.ts';
import { loadSoundWorkspace } from './load-sound-workspace.ts';
import { contextOfRun, differenceHere, otherRecording, type QueuedRun } from './queued-run.ts';
import { readQueuedShard, type ShardResult } from './read-queued-run.ts';
import { replayByTime } from './replay-by-time.ts';
import { replayFiles } from './replay-files.ts';
import { revisionOfLoaded, setUpReplay } from './set-up-replay.ts';
import { openingOptions, queueOption, sortAsked } from './simulate-options.ts';
import { findRecordings } from './simulate-sources.ts';

/** `policy simulate work`: decides shards of runs in a queue. */
export const simulateWorkCommand: CommandDefinition = {
  summary: 'decide shards of the runs in a queue, until interrupted',
  options: [
    queueOption,
    { flags: '--until-empty', about: 'end when nothing is left to do, by this worker or any other' },
    {
      flags: '--takeover <duration>',
      about: 'after which a shard is taken from a worker that is not heard of; 30s if not given',
    },
  ],
  formats: ['pretty'],
  example: `
policy simulate work --queue redis://127.0.0.1:6379 --until-empty

decided 16 shards
`,
  run: runWork,
};

interface Working {
  readonly context: CommandContext;
  readonly loaded: LoadedWorkspace;
  readonly interrupted: AbortSignal;
  /** Ends the work, with a reason where it is a mistake. */
  readonly stop: AbortController;
  decided: number;
  refusal: string | undefined;
}

async function runWork(context: CommandContext): Promise<ExitCode> {
  const { given } = context;
  const takeoverMs = takeoverAsked(given);
  const address = readQueueAddress(given.required('queue'));
  const loaded = await loadSoundWorkspace(context);
  const interrupted = finishOnInterrupt();
  const stop = new AbortController();
  const working: Working = { context, loaded, interrupted, stop, decided: 0, refusal: undefined };
  interrupted.addEventListener('abort', () => stop.abort(), { once: true });
  const queue = await openRunQueue(address);
  const look = given.flag('until-empty')
    ? setInterval(() => {
        void queue.left().then(
          (left) => {
            if (left === 0) stop.abort();
          },
          () => {},
        );
      }, lookEveryMs)
    : undefined;
  try {
    await queue.work({ takeoverMs, stop: stop.signal, perform: (data) => perform(working, data) });
  } finally {
    clearInterval(look);
    await queue.close();
  }
  if (working.refusal !== undefined)
    throw new UserMistake(`a shard was refused and put back, for ${working.refusal}`, {
      help: 'a worker needs the policies and recordings of whoever put the run into the queue',
    });
  await context.report(() => `decided ${amountText(working.decided, 'shard')}\n`);
  return 0;
}

const lookEveryMs = 250;

async function perform(working: Working, data: unknown): Promise<PerformedPiece> {
  const shard = readQueuedShard(data);
  if (shard === undefined) throw new Error('the queue holds something that is no shard of a run');
  if (working.stop.signal.aborted) return 'put back';
  const result = await decideShard(working, shard.run, shard.index);
  if (result === 'put back') return result;
  working.decided += 1;
  return { result };
}

/** Throws only what is a fault of this program. */
async function decideShard(
  working: Working,
  run: QueuedRun,
  index: number,
): Promise<ShardResult | 'put back'> {
  const { loaded, interrupted } = working;
  const context = contextOfRun(run, working.context, loaded.root);
  try {
    const difference = await differenceHere(run, context, loaded, interrupted);
    if (difference !== undefined) return refuse(working, difference);
    return await replayShard(working, context, run, index);
  } catch (error) {
    if (interrupted.aborted) return 'put back';
    if (!(error instanceof UserMistake)) throw error;
    const other = await otherRecording(run, loaded.root, interrupted).catch(() => 'a recording');
    if (other !== undefined) return refuse(working, `${other} here has other bytes`);
    const { message, help } = error;
    return { kind: 'mistake', message, ...(help === undefined ? {} : { help }) };
  }
}

async function replayShard(
  working: Working,
  context: CommandContext,
  run: QueuedRun,
  index: number,
): Promise<ShardResult | 'put back'> {
  const { loaded, interrupted } = working;
  const replay = await setUpReplay(context, loaded, { index, of: run.of });
  const files = await findRecordings(context, loaded);
  const hashes = new Map(files.map((file) => [file, createHash('sha256')] as const));
  const replayInOrder = sortAsked(context.given) ? replayByTime : replayFiles;
  const partial = await replayInOrder(files, replay, {
    interrupted,
    // Of the very bytes that are decided, for a file may be changed while it is read.
    onBytes: (bytes, file) => hashes.get(file)?.update(bytes),
    afterBatch: async () => {},
    opening: openingOptions(context.given),
  });
  if (partial) return 'put back';
  for (const [at, hash] of [...hashes.values()].entries())
    if (hash.digest('hex') !== run.recordings[at]?.sha256)
      return refuse(working, `${run.recordings[at]?.path} here has other bytes`);
  return { kind: 'result', json: simulateJson(replay.summary(false), revisionOfLoaded(loaded)) };
}

/** Ends the work: whoever lacks what one shard needs would refuse the next one too. */
function refuse(working: Working, why: string): 'put back' {
  working.refusal = why;
  working.stop.abort();
  return 'put back';
}

function takeoverAsked(given: Given): number {
  const text = given.text('takeover') ?? '30s';
  const ms = parseDuration(text, 'timeout');
  if (ms !== undefined && ms >= 1000) return ms;
  throw new UserMistake(`--takeover '${text}' is no duration of a second or more`, { help: 'write 30s' });
}
