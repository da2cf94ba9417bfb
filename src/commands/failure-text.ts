import { programVersion } from '../host/program-version.ts';
import type { UserMistake } from '../host/user-mistake.ts';
import type { Palette } from '../report/palette.ts';
import { visibleText } from '../text/visible-text.ts';

/** A user's mistake as it is printed: what is wrong and what to do, no stack trace. Ends with a line break. */
export function mistakeText(mistake: UserMistake, palette: Palette): string {
  const help =
    mistake.help === undefined ? '' : `  ${palette.dim('help'.padEnd(9))}${visibleText(mistake.help)}\n`;
  const details = mistake.details === undefined ? '' : `${mistake.details}\n\n`;
  return `${details}${palette.bad('error')}  ${visibleText(mistake.message)}\n${help}`;
}

/**
 * A fault of this program: what happened and all that a report needs. Of the command line only names of commands and
 * options are told, for the rest may be private.
 */
export function faultText(error: unknown, args: readonly string[], commands: readonly string[]): string {
  const told = args.map((arg) => {
    if (arg.startsWith('-')) return arg.split('=')[0] ?? '';
    return commands.includes(arg) ? arg : '…';
  });
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    'fault  policy met a fault of its own; nothing was decided and your input need not be wrong',
    '  help     please report it with the lines below',
    `  version  ${programVersion()}, node ${process.version}, ${process.platform} ${process.arch}`,
    `  command  policy ${visibleText(told.join(' '))}`,
    ...stack.split('\n').map((line) => `  ${visibleText(line)}`),
    '',
  ].join('\n');
}
