import { fileSize } from '../host/file-size.ts';
import { progressLine } from '../report/progress-line.ts';
import type { CommandContext } from './command-context.ts';
import type { OnBytes } from './replay-files.ts';
import { openStreamedOutputs, type StreamedOutputs } from './simulate-outputs.ts';
import type { RecordingFile } from './simulate-sources.ts';

/** What a replay writes to and tells on the way. */
export interface Work {
  readonly outputs: StreamedOutputs;
  readonly onBytes: OnBytes;
  /** So many calls were read so far; `lines` are to be written. */
  readonly tell: (calls: number, lines: string) => Promise<void>;
}

/** Opens the outputs, draws progress while the work goes on, and leaves the outputs as they were where it fails. */
export async function workOn<Result>(
  context: CommandContext,
  files: readonly RecordingFile[],
  work: (work: Work) => Promise<Result>,
): Promise<Result> {
  const outputs = openStreamedOutputs(context, 'jsonl');
  const progress = context.progress();
  const started = context.clock();
  const totalBytes = sizeOf(files);
  let bytes = 0;
  try {
    return await work({
      outputs,
      onBytes: (more) => {
        bytes += more.length;
      },
      tell: async (calls, lines) => {
        const done = { calls, bytes, elapsedMs: context.clock() - started };
        progress.update(() => progressLine(totalBytes === undefined ? done : { ...done, totalBytes }));
        if (lines !== '') await outputs.writeLines(lines);
      },
    });
  } catch (error) {
    outputs.discard();
    throw error;
  } finally {
    progress.end();
  }
}

/** In bytes; undefined where some are not known before they are read. */
function sizeOf(files: readonly RecordingFile[]): number | undefined {
  let total = 0;
  for (const { path, folder } of files) {
    const size = fileSize(path, folder);
    if (size === undefined) return undefined;
    total += size;
  }
  return total;
}
