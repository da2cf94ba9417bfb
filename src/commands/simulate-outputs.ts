import type { OutputSink } from '../host/output-sink.ts';
import { fileSink, standardOutputSink } from '../host/output-sink.ts';
import { writeOutputs } from '../host/write-output.ts';
import { type Palette, plainPalette } from '../report/palette.ts';
import type { CommandContext } from './command-context.ts';

/** Results of which one format is written while the work goes on. */
export interface StreamedOutputs {
  /** Whether some output takes lines. */
  readonly takesLines: boolean;
  /** To every output that takes lines. */
  writeLines(text: string): Promise<void>;
  /** Writes the finished results beside, and puts everything in its place. */
  finish(render: (format: string, palette: Palette) => string): Promise<void>;
  /** Leaves what was there before, standard output aside. */
  discard(): void;
}

/** Opens what `format` goes to. Throws `UserMistake` where a file cannot be written. */
export function openStreamedOutputs(context: CommandContext, format: string): StreamedOutputs {
  const streamed = context.outputs.filter((output) => output.format === format);
  const others = context.outputs.filter((output) => output.format !== format);
  const sinks: OutputSink[] = [];
  const discard = (): void => {
    for (const sink of sinks) sink.discard();
  };
  try {
    for (const { file } of streamed)
      sinks.push(file === undefined ? standardOutputSink() : fileSink(file, context.cwd));
  } catch (error) {
    discard();
    throw error;
  }
  return {
    takesLines: sinks.length > 0,
    writeLines: async (text) => {
      for (const sink of sinks) await sink.write(text);
    },
    finish: async (render) => {
      const rendered = others.map(({ format: name, file }) => {
        const text = render(name, file === undefined ? context.palette : plainPalette);
        return file === undefined ? { text } : { file, text };
      });
      await writeOutputs(rendered, context.cwd);
      for (const sink of sinks) sink.commit();
    },
    discard,
  };
}
