import type { CompletedCommand } from './completion-table.ts';
import { branches, commandPaths, valueFlags } from './shell-words.ts';

/** A script for zsh, to be sourced or put into a folder of `fpath` as `_policy`. */
export function zshCompletion(table: readonly CompletedCommand[]): string {
  const add = (words: string): string => `compadd -- ${words}; return`;
  return `#compdef policy
# Completion of policy for zsh: source <(policy completion zsh)
_policy() {
  local command= i option="\${words[CURRENT-1]}"
  for ((i = 2; i < CURRENT; i++)); do
    case "\${words[i]}" in
      ${valueFlags(table).join('|')}) i=$((i + 1)); continue ;;
    esac
    case "$command \${words[i]}" in
      ${commandPaths(table).join('|')}) command="\${command:+$command }\${words[i]}" ;;
    esac
  done
  if [[ "$PREFIX" == --*=* ]]; then
    option="\${PREFIX%%=*}"
    compset -P 1 '*='
  fi
  if [[ "$option" == --rule && "$PREFIX" == *=* ]]; then
    compset -P '*='
    compadd -- off note warning error
    return
  fi
  case "$command:$option" in
${branches(table, 'values', '    ', add)}
  esac
  if [[ "$PREFIX" == -* ]]; then
    case "$command" in
${branches(table, 'options', '      ', add)}
    esac
  fi
  case "$command" in
${branches(table, 'operands', '    ', add)}
  esac
  _files
}
if [ "\${funcstack[1]}" = _policy ]; then _policy "$@"; else compdef _policy policy; fi
`;
}
