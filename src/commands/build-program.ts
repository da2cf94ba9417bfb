import { type Command, createCommand, InvalidArgumentError, Option } from 'commander';
import { programVersion } from '../host/program-version.ts';
import type { CommandDefinition, CommandListing, ExitCode, OptionDefinition } from './command.ts';
import { type CommonValues, createContext } from './command-context.ts';
import { outputOptions, placeOptions } from './common-options.ts';
import { givenValues } from './given.ts';

/**
 * The command line of the whole program. Only the module of the command that is asked for is loaded. `done` hears the
 * exit code of its run. Parsing throws `CommanderError` for usage, and what the command throws; `complain` hears what
 * commander would have written to standard error.
 */
export function buildProgram(
  list: readonly CommandListing[],
  done: (code: ExitCode) => void,
  complain: (text: string) => void,
): Command {
  const program = createCommand('policy')
    .description(
      'Write, prove, test and ship the policies that keep tenants apart when AI agents act for them.',
    )
    .version(programVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeErr: complain })
    .addHelpText(
      'after',
      '\nStart with: policy init\nHelp for one command, with an example: policy eval --help',
    );
  for (const option of placeOptions) program.addOption(commanderOption(option));
  addListings(program, list, done);
  return program;
}

function addListings(parent: Command, list: readonly CommandListing[], done: (code: ExitCode) => void): void {
  const listings = new Map<Command, CommandListing>();
  for (const listing of list) {
    const command = parent.command(listing.name).summary(listing.summary).description(listing.summary);
    listings.set(command, listing);
  }
  parent.hook('preSubcommand', async (_parent, command) => {
    const listing = listings.get(command);
    if (listing !== undefined) await prepare(command, listing, done);
  });
}

async function prepare(
  command: Command,
  listing: CommandListing,
  done: (code: ExitCode) => void,
): Promise<void> {
  if (listing.commands !== undefined) addListings(command, listing.commands, done);
  if (listing.load === undefined) return;
  const definition = await listing.load();
  for (const { name, about } of definition.operands ?? []) command.argument(name, about);
  for (const option of [...definition.options, ...outputOptions(definition.formats), ...placeOptions]) {
    command.addOption(commanderOption(option));
  }
  command.addHelpText('after', `\nExample:\n${indented(definition.example)}`);
  command.action(async () => done(await runCommand(command, definition)));
}

async function runCommand(command: Command, definition: CommandDefinition): Promise<ExitCode> {
  const given = givenValues(command.args, valuesOf(command));
  return definition.run(await createContext(given, commonValues(command), definition.formats));
}

/** A command's options by long name; undefined where the user did not give one. */
function valuesOf(command: Command): ReadonlyMap<string, unknown> {
  return new Map(
    command.options.map((option) => {
      const key = option.attributeName();
      const isGiven = command.getOptionValueSource(key) === 'cli';
      return [option.name(), isGiven ? command.getOptionValue(key) : undefined];
    }),
  );
}

/** The common options; what stands after the command's name counts before what stands in front of it. */
function commonValues(command: Command): CommonValues {
  const found = new Map<string, unknown>();
  for (let each: Command | null = command; each !== null; each = each.parent) {
    for (const [name, value] of valuesOf(each))
      if (value !== undefined && !found.has(name)) found.set(name, value);
  }
  const given = givenValues(
    [],
    new Map(['cwd', 'config', 'output', 'format'].map((name) => [name, found.get(name)])),
  );
  const cwd = given.text('cwd');
  const config = given.text('config');
  const output = given.text('output');
  return {
    ...(cwd === undefined ? {} : { cwd }),
    ...(config === undefined ? {} : { config }),
    ...(output === undefined ? {} : { output }),
    formats: given.list('format'),
    quiet: found.get('quiet') === true,
    color: found.get('no-color') !== false,
  };
}

function commanderOption({ flags, about, repeatable }: OptionDefinition): Option {
  const option = new Option(flags, about);
  // Flags are the same however often they are given; a value that would silently replace another is not.
  if (!flags.includes('<')) return option;
  return option.argParser<readonly string[] | string | undefined>((value, before) => {
    if (repeatable === true) return [...(Array.isArray(before) ? before : []), value];
    if (before !== undefined) throw new InvalidArgumentError('It was given twice.');
    return value;
  });
}

function indented(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
}
