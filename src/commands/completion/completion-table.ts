import type { CommandListing, OptionDefinition } from '../command.ts';
import { outputOptions, placeOptions } from '../common-options.ts';

/** An option as a shell offers it. */
interface CompletedOption {
  /** `--format`, `-o`; the long one first. */
  readonly flags: readonly string[];
  readonly about: string;
  readonly takesValue: boolean;
  /** What the value may be; empty where it is free, such as a file. */
  readonly values: readonly string[];
}

/** What a shell offers after a command, or after the program alone. */
export interface CompletedCommand {
  /** `bundle build`; empty for the program. */
  readonly path: string;
  readonly about: string;
  readonly options: readonly CompletedOption[];
  /** Commands below it, by name. */
  readonly below: readonly { readonly name: string; readonly about: string }[];
  /** What its operands may be, besides files. */
  readonly operands: readonly string[];
}

const help: OptionDefinition = { flags: '-h, --help', about: 'print this help' };
const version: OptionDefinition = { flags: '-V, --version', about: 'print the version' };

/** All commands, those below others too, the program itself first. Loads every command. */
export async function completionTable(list: readonly CommandListing[]): Promise<readonly CompletedCommand[]> {
  const program = {
    path: '',
    about: '',
    options: [...placeOptions, help, version].map(completedOption),
    below: list.map(({ name, summary }) => ({ name, about: summary })),
    operands: [],
  };
  return [program, ...(await Promise.all(list.map((listing) => completed(listing, '')))).flat()];
}

async function completed(
  { name, summary, load, commands = [] }: CommandListing,
  parent: string,
): Promise<readonly CompletedCommand[]> {
  const path = `${parent} ${name}`.trim();
  const definition = await load?.();
  const own = definition === undefined ? [] : [...definition.options, ...outputOptions(definition.formats)];
  const command = {
    path,
    about: summary,
    options: [...own, ...placeOptions, help].map(completedOption),
    below: commands.map((each) => ({ name: each.name, about: each.summary })),
    operands: (definition?.operands ?? []).flatMap(({ values = [] }) => values),
  };
  const nested = await Promise.all(commands.map((each) => completed(each, path)));
  return [command, ...nested.flat()];
}

function completedOption({ flags, about, values = [] }: OptionDefinition): CompletedOption {
  const names = flags.match(/--?[A-Za-z][\w-]*/g) ?? [];
  return {
    flags: [...names].sort((a, b) => b.length - a.length),
    about,
    takesValue: flags.includes('<'),
    values,
  };
}
