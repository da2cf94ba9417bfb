import type { Inbox } from '../host/inbox.ts';
import { plainPalette } from '../report/palette.ts';
import { simulateJson } from '../report/simulate-json.ts';
import { simulateLine } from '../report/simulate-jsonl.ts';
import type { Replay } from '../simulate/replay.ts';
import { shardOfJob } from '../simulate/shard.ts';
import { createSharedLines } from '../simulate/shared-lines.ts';
import { transcriptFormats } from '../transcript/formats.ts';
import { createSeenTexts } from '../transcript/messages/seen-texts.ts';
import type { OpenTranscriptOptions } from '../transcript/open-transcript.ts';
import type { CommandContext } from './command-context.ts';
import { givenValues } from './given.ts';
import { loadSoundWorkspace } from './load-sound-workspace.ts';
import { replayChunks, tenantConflict } from './replay-files.ts';
import type { CallLine, FromJob, JobStart, ToJob } from './replay-messages.ts';
import { revisionOfLoaded, setUpReplay } from './set-up-replay.ts';
import { argumentsShown, openingOptions } from './simulate-options.ts';
import { findRecordings, type RecordingFile } from './simulate-sources.ts';

/**
 * One job of a replay that several share: a complete replay of its part of the tenants, with recordings that come in from
 * outside. Throws `UserMistake`.
 */
export async function runJob(
  start: JobStart,
  inbox: Inbox<ToJob>,
  post: (message: FromJob) => void,
): Promise<void> {
  const context = contextOf(start);
  const loaded = await loadSoundWorkspace(context);
  const files = await findRecordings(context, loaded);
  const lines: CallLine[] = [];
  const shown = argumentsShown(context.given);
  const traced = context.given.flag('trace');
  const replay = await setUpReplay(
    context,
    loaded,
    shardOfJob(start.job, start.jobs, start.shard),
    start.takesLines
      ? (judged) => lines.push([judged.seq, simulateLine(judged, shown, { traced })])
      : undefined,
  );
  const revision = revisionOfLoaded(loaded);
  post({ kind: 'ready', revision, files: files.map((file) => file.shown) });
  const done = (): void => post({ kind: 'done', found: replay.found(), lines: lines.splice(0) });
  const opening = { ...openingOptions(context.given), shared: createSeenTexts() };
  const job: Job = { start, replay, opening, inbox, post, done };
  const partial = await replayAll(job, files);
  const { shard: _, ...summary } = replay.summary(partial);
  post({ kind: 'result', json: simulateJson(summary, revision), sessions: replay.sessions() });
}

interface Job {
  readonly start: JobStart;
  readonly replay: Replay;
  /** How every recording is opened that is not shared. */
  readonly opening: OpenTranscriptOptions;
  readonly inbox: Inbox<ToJob>;
  readonly post: (message: FromJob) => void;
  /** Says that a chunk, or the end of a recording, is done. */
  readonly done: () => void;
}

/** What the command was given, without anything to say to people. */
function contextOf({ operands, values, cwd, config }: JobStart): CommandContext {
  return {
    given: givenValues(operands, values),
    cwd,
    ...(config === undefined ? {} : { config }),
    outputs: [],
    palette: plainPalette,
    errorPalette: plainPalette,
    clock: Date.now,
    note: () => {},
    progress: () => ({ update: () => {}, end: () => {} }),
    report: () => Promise.reject(new Error('a job reports to who started it')),
  };
}

/** True where the run was interrupted. */
async function replayAll(job: Job, files: readonly RecordingFile[]): Promise<boolean> {
  try {
    for (;;) {
      const message = await job.inbox.next();
      if (message.kind === 'finish') return message.partial;
      if (message.kind !== 'begin') throw unexpected(message);
      const file = files[message.file];
      if (file === undefined) throw new Error(`there is no recording ${message.file}`);
      if (message.format === undefined) await replayWhole(job, file);
      else await replayShared(job, file, message.format);
    }
  } catch (error) {
    if (error instanceof Interrupted) return true;
    throw error;
  }
}

/** The run ends within a recording. */
class Interrupted extends Error {}

async function replayWhole(job: Job, file: RecordingFile): Promise<void> {
  await replayChunks(file, chunksOf(job), job.replay, { opening: job.opening, afterBatch: async () => {} });
  job.done();
}

/** The recording's bytes. Throws `Interrupted` where they end before the recording does. */
async function* chunksOf({ inbox, done }: Job): AsyncGenerator<Uint8Array, void, undefined> {
  for (;;) {
    const message = await inbox.next();
    if (message.kind === 'end') return;
    if (message.kind === 'finish') throw new Interrupted('the run was ended');
    if (message.kind !== 'chunk') throw unexpected(message);
    yield copyOf(message.bytes);
    done();
  }
}

async function replayShared(job: Job, file: RecordingFile, formatName: string): Promise<void> {
  const { start, replay, inbox, post } = job;
  const format = transcriptFormats.find(({ name }) => name === formatName);
  if (format === undefined) throw new Error(`there is no format ${formatName}`);
  const source = replay.begin(file.shown, formatName, file.tenants);
  const lines = createSharedLines({ ...start, format, replay, source });
  let [looked, settled, hasEnded] = [0, 0, false];
  while (!hasEnded || settled < looked) {
    const message = await inbox.next();
    if (message.kind === 'finish') throw new Interrupted('the run was ended');
    if (message.kind === 'forAll') {
      const problem = lines.settle(message.lines);
      if (problem !== undefined) throw tenantConflict(problem);
      settled += 1;
      job.done();
    } else if (message.kind === 'chunk' || message.kind === 'end') {
      post({ kind: 'looked', lines: lines.look(message.kind === 'end' ? undefined : copyOf(message.bytes)) });
      looked += 1;
      hasEnded = message.kind === 'end';
    } else throw unexpected(message);
  }
}

/** Text is not decoded from memory that others could write. */
function copyOf(bytes: SharedArrayBuffer): Uint8Array {
  return new Uint8Array(bytes).slice();
}

function unexpected({ kind }: ToJob): Error {
  return new Error(`'${kind}' was not expected here`);
}
