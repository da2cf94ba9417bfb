import { readChunks } from '../host/read-chunks.ts';
import { standardInput } from '../host/read-input.ts';
import { unpackGzip } from '../host/unpack-gzip.ts';
import { UserMistake } from '../host/user-mistake.ts';
import type { Replay } from '../simulate/replay.ts';
import { whoseRecord } from '../simulate/whose-record.ts';
import { createSeenTexts } from '../transcript/messages/seen-texts.ts';
import {
  type OpenTranscriptOptions,
  openTranscript,
  type TranscriptOpening,
} from '../transcript/open-transcript.ts';
import type { RecordingFile } from './simulate-sources.ts';

export type OpenRecording = Extract<TranscriptOpening, { ok: true }>;

/** Takes bytes of a recording; they may be used again afterwards. */
export type OnBytes = (bytes: Uint8Array, file: RecordingFile) => void;

/** What the work is told and asked on the way. */
export interface ReplayHooks {
  /** Set when the user wants the run to end with what it has. */
  readonly interrupted: AbortSignal;
  /** After every batch of records. */
  readonly afterBatch: () => Promise<void>;
  /** How every recording is opened. */
  readonly opening: OpenTranscriptOptions;
  /** Is given the bytes of recordings as they are read, packed as they are. */
  readonly onBytes?: OnBytes;
}

/**
 * Replays recordings one after the other. True where it was interrupted. Throws `UserMistake` for a recording that cannot
 * be opened or told, and for a call whose tenant is told in two ways.
 */
export async function replayFiles(
  files: readonly RecordingFile[],
  replay: Replay,
  hooks: ReplayHooks,
): Promise<boolean> {
  const all = { ...hooks, opening: { ...hooks.opening, shared: createSeenTexts() } };
  return await untilInterrupted(hooks.interrupted, async () => {
    for (const file of files) {
      if (hooks.interrupted.aborted) return;
      await replayFile(file, replay, all);
    }
  });
}

/** True where the work was broken off by an interrupt: that is no mistake, for the run ends with what it has. */
export async function untilInterrupted(
  interrupted: AbortSignal,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UserMistake || !interrupted.aborted) throw error;
  }
  return interrupted.aborted;
}

async function replayFile(file: RecordingFile, replay: Replay, hooks: ReplayHooks): Promise<void> {
  await replayChunks(file, recordingChunks(file, hooks), replay, hooks);
}

/** Replays one recording, whose bytes are given, unpacked. Throws as `replayFiles`, and what `chunks` throws. */
export async function replayChunks(
  file: RecordingFile,
  chunks: AsyncIterable<Uint8Array>,
  replay: Replay,
  hooks: Pick<ReplayHooks, 'opening' | 'afterBatch'>,
): Promise<void> {
  const opening = await openRecording(file, chunks, hooks.opening);
  const source = replay.begin(file.shown, opening.format.name, file.tenants);
  for await (const batch of opening.batches) {
    const problem = source.judge(batch);
    if (problem !== undefined) throw tenantConflict(problem);
    await hooks.afterBatch();
  }
}

/** What ends a replay in which a call's tenant is told in two ways. */
export function tenantConflict(problem: string): UserMistake {
  return new UserMistake(problem, {
    help: '--force-tenant with --tenant ID overrides what the recording says',
  });
}

/**
 * Opens every recording once and closes it again, so that one that cannot be opened is found before anything is written.
 * Standard input is left alone, for it can be read only once.
 */
export async function tryRecordings(
  files: readonly RecordingFile[],
  options: OpenTranscriptOptions,
  interrupted: AbortSignal,
): Promise<void> {
  for (const file of files) {
    if (file.path === standardInput) continue;
    const chunks = recordingChunks(file, { interrupted });
    try {
      await openRecording(file, chunks, options);
    } catch (error) {
      if (error instanceof UserMistake || !interrupted.aborted) throw error;
    }
    await chunks.return();
  }
}

/** The bytes of a recording, unpacked. */
export function recordingChunks(
  file: RecordingFile,
  { interrupted, onBytes }: Pick<ReplayHooks, 'interrupted' | 'onBytes'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = readChunks(file.path, file.folder, interrupted);
  return unpackGzip(
    onBytes === undefined ? chunks : told(chunks, (bytes) => onBytes(bytes, file)),
    file.shown,
  );
}

async function* told(
  chunks: AsyncIterable<Uint8Array>,
  onBytes: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    onBytes(chunk);
    yield chunk;
  }
}

/** Throws `UserMistake` for a recording that cannot be told. */
export async function openRecording(
  file: RecordingFile,
  chunks: AsyncIterable<Uint8Array>,
  options: OpenTranscriptOptions,
): Promise<OpenRecording> {
  const opening = await openTranscript(chunks, { ...options, whose: whoseRecord(file.tenants) });
  if (opening.ok) return opening;
  const candidates =
    opening.candidates.length === 0
      ? {}
      : { help: `--input-format with one of ${opening.candidates.join(', ')}` };
  throw new UserMistake(`${file.shown}: ${opening.problem}`, candidates);
}
