import type { CompletedCommand } from './completion-table.ts';
import { branches, commandPaths, valueFlags } from './shell-words.ts';

/** A script that bash 3.2 and newer reads. Where it offers nothing, bash offers files. */
export function bashCompletion(table: readonly CompletedCommand[]): string {
  return `# Completion of policy for bash: source <(policy completion bash)
_policy() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= option= words= i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${valueFlags(table).join('|')}) i=$((i + 1)); continue ;;
    esac
    case "$command \${COMP_WORDS[i]}" in
      ${commandPaths(table).join('|')}) command="\${command:+$command }\${COMP_WORDS[i]}" ;;
    esac
  done
  # Bash makes words of what stands before and after =, and of = itself.
  local at=$COMP_CWORD code=
  if [ "$cur" = = ]; then cur=; else at=$((at - 1)); fi
  if [ "\${COMP_WORDS[at]}" = = ]; then
    prev=\${COMP_WORDS[at-1]}
    case "$prev" in
      --*) ;;
      *)
        code=\${COMP_WORDS[at-2]}
        if [ "$code" = = ]; then code=\${COMP_WORDS[at-3]}; fi ;;
    esac
  fi
  if [ "$code" = --rule ]; then
    words='off note warning error'
  elif [ -n "$code" ]; then
    return
  else
    option="$command:$prev"
    case "$option" in
${branches(table, 'values', '      ', (words) => `words='${words}'`)}
      ${table.flatMap(({ path, options }) => options.filter(({ takesValue }) => takesValue).flatMap(({ flags }) => flags.map((flag) => `'${path}:${flag}'`))).join('|')}) return ;;
      *)
        case "$cur" in
          -*)
            case "$command" in
${branches(table, 'options', '              ', (words) => `words='${words}'`)}
            esac ;;
          *)
            case "$command" in
${branches(table, 'operands', '              ', (words) => `words='${words}'`)}
            esac ;;
        esac ;;
    esac
  fi
  # After a code comes = and a level; bash 3.2 has no compopt.
  if [ "$prev" = --rule ] && [ -z "$code" ]; then compopt -o nospace 2>/dev/null; fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o bashdefault -o default -F _policy policy
`;
}
