import type { Witness } from '../model/finding.ts';
import { jsonLine } from './json-text.ts';
import { countText } from './number-text.ts';

const longestShown = 4_000;

/** The command line that decides a witness again, quoted for a POSIX shell; it holds no character that moves what is shown. */
export function evalCommand(
  { tool, arguments: args, context }: Pick<Witness, 'tool' | 'arguments' | 'context'>,
  ...options: readonly string[]
): string {
  const { tenant_id: tenant, ...more } = context;
  const shown = jsonLine(args);
  // Nobody pastes a text that is longer than matchers read; the tool and the length tell enough.
  if (shown.length > longestShown) {
    return `policy eval ${quoted(tool)} with arguments of ${countText(shown.length)} characters`;
  }
  const isOption = tool.startsWith('-');
  const words = [
    ...(isOption ? [] : [quoted(tool)]),
    ...(typeof tenant === 'string' ? ['--tenant', quoted(tenant)] : []),
    ...options,
    ...(Object.keys(args).length === 0 ? [] : ['--args', quoted(shown)]),
    ...(Object.keys(more).length === 0 ? [] : ['--context', quoted(jsonLine(more))]),
    // After `--` nothing is an option any more.
    ...(isOption ? ['--', quoted(tool)] : []),
  ];
  return `policy eval ${words.join(' ')}`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
