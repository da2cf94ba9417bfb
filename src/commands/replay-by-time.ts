import { UserMistake } from '../host/user-mistake.ts';
import type { Replay, ReplaySource } from '../simulate/replay.ts';
import { inTimeOrder, type RecordBatches } from '../simulate/time-order.ts';
import { createSeenTexts } from '../transcript/messages/seen-texts.ts';
import {
  openRecording,
  type ReplayHooks,
  recordingChunks,
  tenantConflict,
  untilInterrupted,
} from './replay-files.ts';
import type { RecordingFile } from './simulate-sources.ts';

/** All are open at once, each with a piece of its own in memory. */
const mostRecordings = 256;

/**
 * Replays recordings merged by time: next is always the earliest call of those that come next in each. True where it was
 * interrupted. Throws as `replayFiles`.
 */
export async function replayByTime(
  files: readonly RecordingFile[],
  replay: Replay,
  hooks: ReplayHooks,
): Promise<boolean> {
  if (files.length > mostRecordings)
    throw new UserMistake(
      `--sort time reads at most ${mostRecordings} recordings at once, and these are ${files.length}`,
      {
        help: 'join those of one recorder first: JSON Lines one after the other are JSON Lines',
      },
    );
  return await untilInterrupted(hooks.interrupted, async () => {
    const opened: OpenFile[] = [];
    const all = { ...hooks, opening: { ...hooks.opening, shared: createSeenTexts() } };
    for (const file of files) opened.push(await openFile(file, replay, all));
    for await (const { recording, records } of inTimeOrder(opened.map(({ batches }) => batches))) {
      const problem = opened[recording]?.source.judge(records);
      if (problem !== undefined) throw tenantConflict(problem);
      await hooks.afterBatch();
    }
  });
}

interface OpenFile {
  readonly source: ReplaySource;
  readonly batches: RecordBatches;
}

async function openFile(file: RecordingFile, replay: Replay, hooks: ReplayHooks): Promise<OpenFile> {
  const { format, batches } = await openRecording(file, recordingChunks(file, hooks), hooks.opening);
  return { source: replay.begin(file.shown, format.name, file.tenants), batches };
}
