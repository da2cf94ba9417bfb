import type { CompletedCommand } from './completion-table.ts';

/** Text within single quotes of bash and zsh. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Patterns for a command's path and its last word, `'bundle build'` as `'bundle build'`, `lint` as `' lint'`. */
export function commandPaths(table: readonly CompletedCommand[]): readonly string[] {
  return table.flatMap(({ path, below }) => below.map(({ name }) => quoted(`${path} ${name}`)));
}

/** The flags, of any command, whose next word is their value. */
export function valueFlags(table: readonly CompletedCommand[]): readonly string[] {
  const flags = table.flatMap(({ options }) =>
    options.filter(({ takesValue }) => takesValue).flatMap((option) => option.flags),
  );
  return [...new Set(flags)].sort();
}

/**
 * The branches of a `case`: by command what its options or operands may be, or by `command:--option` what its value may
 * be. `write` makes a statement of words that are separated by spaces.
 */
export function branches(
  table: readonly CompletedCommand[],
  what: 'options' | 'operands' | 'values',
  indent: string,
  write: (words: string) => string,
): string {
  const lines = table.flatMap((command) =>
    choices(command, what).map(([label, words]) => `${indent}${quoted(label)}) ${write(words.join(' '))} ;;`),
  );
  return lines.join('\n');
}

function choices(
  { path, options, below, operands }: CompletedCommand,
  what: 'options' | 'operands' | 'values',
): readonly (readonly [label: string, words: readonly string[]])[] {
  if (what === 'options') return [[path, options.flatMap(({ flags }) => flags)]];
  if (what === 'operands') {
    const words = [...below.map(({ name }) => name), ...operands];
    return words.length === 0 ? [] : [[path, words]];
  }
  return options.flatMap(({ flags, values }) =>
    values.length === 0 ? [] : flags.map((flag) => [`${path}:${flag}`, values] as const),
  );
}
