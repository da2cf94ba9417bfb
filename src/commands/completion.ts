import type { CommandDefinition, CommandListing } from './command.ts';
import { bashCompletion } from './completion/bash-completion.ts';
import { type CompletedCommand, completionTable } from './completion/completion-table.ts';
import { fishCompletion } from './completion/fish-completion.ts';
import { zshCompletion } from './completion/zsh-completion.ts';
import { mustBeOneOf } from './given.ts';

const shells: ReadonlyMap<string, (table: readonly CompletedCommand[]) => string> = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
]);

/** `policy completion`: what a shell needs to complete the commands of `list`, made from what they are. */
export function completionCommand(list: () => readonly CommandListing[]): CommandDefinition {
  const names = [...shells.keys()];
  return {
    summary: 'a script that completes commands, options, rules and formats',
    operands: [{ name: '<shell>', about: names.join(', '), values: names }],
    options: [],
    formats: ['script'],
    example: `
source <(policy completion bash)
`,
    run: async (context) => {
      const [shell = ''] = context.given.operands;
      mustBeOneOf('the shell', shell, names);
      const table = await completionTable(list());
      await context.report(() => shells.get(shell)?.(table) ?? '');
      return 0;
    },
  };
}
