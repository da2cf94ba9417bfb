import { readChunks } from '../host/read-chunks.ts';
import { standardInput } from '../host/read-input.ts';
import { unpackGzip } from '../host/unpack-gzip.ts';
import { UserMistake } from '../host/user-mistake.ts';
import type { Replay } from '../simulate/replay.ts';
import {
  type OpenTranscriptOptions,
  openTranscript,
  type TranscriptOpening,
} from '../transcript/open-transcript.ts';
import { createSeenTexts, type SeenTexts } from '../transcript/messages/seen-texts.ts';
import type { RecordingFile } from './simulate-sources.ts';

type OpenRecording = Extract<TranscriptOpening, { ok: true }>;

/** What the work is told and asked on the way. */
export interface ReplayHooks {
  /** Set when the user wants the run to end with what it has. */
  readonly interrupted: AbortSignal;
  /** After every batch of records. */
  readonly afterBatch: () => Promise<void>;
  /** How every recording is opened. */
  readonly opening: OpenTranscriptOptions;
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
  const shared = createSeenTexts();
  try {
    for (const file of files) {
      if (hooks.interrupted.aborted) return true;
      await replayFile(file, replay, hooks, shared);
    }
    return hooks.interrupted.aborted;
  } catch (error) {
    // What an interrupt breaks off is no mistake: the run ends with what it has.
    if (hooks.interrupted.aborted && !(error instanceof UserMistake)) return true;
    throw error;
  }
}

async function replayFile(
  file: RecordingFile,
  replay: Replay,
  hooks: ReplayHooks,
  shared: SeenTexts,
): Promise<void> {
  const chunks = recordingChunks(file, hooks.interrupted);
  const opening = await openRecording(file, chunks, { ...hooks.opening, shared });
  const source = replay.begin(file.shown, opening.format.name, file.tenants);
  for await (const batch of opening.batches) {
    const problem = source.judge(batch);
    if (problem !== undefined) {
      throw new UserMistake(problem, {
        help: '--force-tenant with --tenant ID overrides what the recording says',
      });
    }
    await hooks.afterBatch();
  }
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
    const chunks = recordingChunks(file, interrupted);
    try {
      await openRecording(file, chunks, options);
    } catch (error) {
      if (error instanceof UserMistake || !interrupted.aborted) throw error;
    }
    await chunks.return();
  }
}

function recordingChunks(
  file: RecordingFile,
  interrupted: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  return unpackGzip(readChunks(file.path, file.folder, interrupted), file.shown);
}

async function openRecording(
  file: RecordingFile,
  chunks: AsyncIterable<Uint8Array>,
  options: OpenTranscriptOptions,
): Promise<OpenRecording> {
  const opening = await openTranscript(chunks, options);
  if (opening.ok) return opening;
  const candidates =
    opening.candidates.length === 0
      ? {}
      : { help: `--input-format with one of ${opening.candidates.join(', ')}` };
  throw new UserMistake(`${file.shown}: ${opening.problem}`, candidates);
}
