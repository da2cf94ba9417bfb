import { fileSink, type OutputSink, ReaderGone, standardOutputSink } from './output-sink.ts';

/** A finished result: to a file, or to standard output where there is none. */
export interface Output {
  readonly file?: string;
  readonly text: string;
}

/**
 * Writes all results or, where one of their files cannot be written, none; standard output comes last. File names are
 * relative to `cwd`. Throws `UserMistake`.
 */
export async function writeOutputs(outputs: readonly Output[], cwd: string): Promise<void> {
  const sinks: OutputSink[] = [];
  try {
    for (const { file, text } of outputs) {
      if (file === undefined) continue;
      const sink = fileSink(file, cwd);
      sinks.push(sink);
      await sink.write(text);
    }
  } catch (error) {
    for (const sink of sinks) sink.discard();
    throw error;
  }
  for (const sink of sinks) sink.commit();
  for (const { file, text } of outputs) if (file === undefined) await writeStandardOutput(text);
}

/** A reader that has seen enough changes nothing about the result, nor about the exit code. */
async function writeStandardOutput(text: string): Promise<void> {
  try {
    await standardOutputSink().write(text);
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error;
  }
}
