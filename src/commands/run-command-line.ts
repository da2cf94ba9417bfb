import { CommanderError } from 'commander';
import { ReaderGone } from '../host/output-sink.ts';
import { paletteFor } from '../host/terminal.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { buildProgram } from './build-program.ts';
import { commandList } from './command-list.ts';
import { faultText, mistakeText } from './failure-text.ts';

const commandNames = commandList.map(({ name }) => name);

/** Runs one command line and gives its exit code; what went wrong is told on standard error. Never throws. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  try {
    return await parseAndRun(args);
  } catch (error) {
    return await reportFailure(error, args);
  }
}

async function parseAndRun(args: readonly string[]): Promise<number> {
  let code = 0;
  const complaints: string[] = [];
  const program = buildProgram(
    commandList,
    (result) => {
      code = result;
    },
    (text) => complaints.push(text),
  );
  // `policy help eval` is `policy eval --help`, so that the command's own options are loaded for it.
  const line = args[0] === 'help' ? [...args.slice(1), '--help'] : args;
  try {
    await program.parseAsync([...line], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode === 0) throw error;
    if (error.code === 'commander.help')
      throw new UserMistake('a command is missing', { details: complaints.join('').trimEnd() });
    throw usageMistake(error, args);
  }
  return code;
}

async function reportFailure(error: unknown, args: readonly string[]): Promise<number> {
  if (error instanceof ReaderGone) return 0;
  if (error instanceof CommanderError) return 0;
  if (!(error instanceof UserMistake)) {
    process.stderr.write(faultText(error, args, commandNames));
    return 3;
  }
  const flag = !args.includes('--no-color');
  const palette = await paletteFor({ flag, isTerminal: process.stderr.isTTY, environment: process.env });
  process.stderr.write(mistakeText(error, palette));
  return 2;
}

/** What commander says, in this program's words: `error: unknown option '--tenan'\n(Did you mean --tenant?)`. */
function usageMistake(error: CommanderError, args: readonly string[]): UserMistake {
  const [first = '', ...hints] = error.message.split('\n').filter((line) => line !== '');
  const message = first.replace(/^error: /, '').replace(/\.$/, '');
  const hint = hints.map((line) => line.replace(/^\(Did/, '(did')).join(' ');
  const command = args.find((arg) => commandNames.includes(arg));
  const help =
    command === undefined ? 'policy --help lists the commands' : `policy ${command} --help shows an example`;
  return new UserMistake(hint === '' ? message : `${message} ${hint}`, { help });
}
