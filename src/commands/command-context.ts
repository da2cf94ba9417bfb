import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Progress, startProgress } from '../host/progress.ts';
import { isUnattended, paletteFor } from '../host/terminal.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { writeOutputs } from '../host/write-output.ts';
import { type Palette, plainPalette } from '../report/palette.ts';
import { visibleText } from '../text/visible-text.ts';
import type { Given } from './given.ts';
import { type OutputRequest, planOutputs } from './output-plan.ts';

/** What a command works with: what was given, where it is, and where its words go. */
export interface CommandContext {
  readonly given: Given;
  /** Absolute; every path of the command line is relative to it. */
  readonly cwd: string;
  /** The configuration that was named. */
  readonly config?: string;
  readonly outputs: readonly OutputRequest[];
  /** Colours for standard output, and for standard error. */
  readonly palette: Palette;
  readonly errorPalette: Palette;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Says something on standard error, unless `--quiet`. Text need not be safe to print. */
  note(text: string): void;
  /** Progress of work that may last over a second. */
  progress(): Progress;
  /** Renders the result for each output that was asked for and writes all of them. */
  report(render: (format: string, palette: Palette) => string): Promise<void>;
}

/** Values of the common options, those before and after the command's name taken together. */
export interface CommonValues {
  readonly cwd?: string;
  readonly config?: string;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly formats: readonly string[];
  readonly output?: string;
}

/** Builds the context of a run. Throws `UserMistake` for a folder that is not there and for outputs that cannot be. */
export async function createContext(
  given: Given,
  common: CommonValues,
  formats: readonly [string, ...string[]],
): Promise<CommandContext> {
  const cwd = workingFolder(common.cwd);
  const outputs = planOutputs(common.formats, common.output, formats, cwd);
  const colours = { flag: common.color, environment: process.env };
  const palette = await paletteFor({ ...colours, isTerminal: process.stdout.isTTY });
  const errorPalette = await paletteFor({ ...colours, isTerminal: process.stderr.isTTY });
  const drawn = process.stderr.isTTY && !common.quiet && !isUnattended(process.env);
  return {
    given,
    cwd,
    ...(common.config === undefined ? {} : { config: common.config }),
    outputs,
    palette,
    errorPalette,
    clock: Date.now,
    note: (text) => {
      if (!common.quiet) process.stderr.write(`${errorPalette.dim('note')}  ${visibleText(text)}\n`);
    },
    progress: () => startProgress(drawn ? process.stderr : undefined, Date.now),
    report: async (render) => {
      const rendered = outputs.map(({ format, file }) =>
        file === undefined ? { text: render(format, palette) } : { file, text: render(format, plainPalette) },
      );
      await writeOutputs(rendered, cwd);
    },
  };
}

function workingFolder(named: string | undefined): string {
  const folder = resolve(named ?? '.');
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) throw new UserMistake(`there is no folder ${named ?? folder}`);
  if (!stat.isDirectory()) throw new UserMistake(`${named ?? folder} is a file, and a folder is meant`);
  return folder;
}
