import { type Palette, plainPalette } from '../report/palette.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ColourQuestion {
  /** False with `--no-color`. */
  readonly flag: boolean;
  readonly isTerminal: boolean;
  readonly environment: Environment;
}

/**
 * Whether to colour what goes to a stream: `--no-color` first, then `FORCE_COLOR` (`0` and `false` say no), then a
 * `NO_COLOR` that is not empty, then whether it is a terminal that can.
 */
export function wantsColour({ flag, isTerminal, environment }: ColourQuestion): boolean {
  if (!flag) return false;
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if ((environment.NO_COLOR ?? '') !== '') return false;
  return isTerminal && environment.TERM !== 'dumb';
}

/** Whether `CI` says that nobody watches: then nothing is drawn. */
export function isUnattended(environment: Environment): boolean {
  const ci = environment.CI ?? '';
  return ci !== '' && ci !== '0' && ci !== 'false';
}

/** The colours for a stream; the package that paints is loaded only where they are wanted. */
export async function paletteFor(question: ColourQuestion): Promise<Palette> {
  if (!wantsColour(question)) return plainPalette;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    strong: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    bad: (text) => chalk.red(text),
    caution: (text) => chalk.yellow(text),
    good: (text) => chalk.green(text),
    place: (text) => chalk.cyan(text),
  };
}
