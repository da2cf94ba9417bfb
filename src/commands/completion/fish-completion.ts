import type { CompletedCommand } from './completion-table.ts';
import { commandPaths, quoted as plain, valueFlags } from './shell-words.ts';

/** A script for fish, to be sourced or kept as `completions/policy.fish`. */
export function fishCompletion(table: readonly CompletedCommand[]): string {
  const lines = table.flatMap(commandLines);
  return `# Completion of policy for fish: policy completion fish | source
function __policy_command
    set -l command ''
    set -l skip no
    for word in (commandline -opc)[2..-1]
        if test $skip = yes
            set skip no
            continue
        end
        if contains -- $word ${valueFlags(table).join(' ')}
            set skip yes
            continue
        end
        if contains -- "$command $word" ${commandPaths(table).join(' ')}
            set command (string trim -- "$command $word")
        end
    end
    echo $command
end
# Of --rule CODE=LEVEL the levels.
function __policy_levels
    set -l code (string match -r '^(?:--rule=)?([^=]+)=' -- (commandline -ct))[2]
    and printf '%s\\n' $code={off,note,warning,error}
end
complete -c policy -e
${lines.join('\n')}
`;
}

function commandLines({ path, options, below, operands }: CompletedCommand): readonly string[] {
  const when = `-n ${plain(`test "$(__policy_command)" = "${path}"`)}`;
  return [
    ...below.map(({ name, about }) => `complete -c policy ${when} -f -a ${name} -d ${quoted(about)}`),
    ...(operands.length === 0 ? [] : [`complete -c policy ${when} -f -a ${quoted(operands.join(' '))}`]),
    ...options.map(({ flags, about, takesValue, values }) => {
      const names = flags.map((flag) =>
        flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
      );
      const levels = flags.includes('--rule') ? ' (__policy_levels)' : '';
      const value =
        values.length > 0 ? ` -x -a ${quoted(`${values.join(' ')}${levels}`)}` : takesValue ? ' -r' : '';
      return `complete -c policy ${when} ${names.join(' ')}${value} -d ${quoted(about)}`;
    }),
  ];
}

/** Text within single quotes of fish, where a backslash escapes. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
