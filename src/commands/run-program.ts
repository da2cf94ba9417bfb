import { handleSignals, interruptedCode, wasInterrupted } from '../host/interrupt.ts';
import { discardPendingFiles } from '../host/pending-files.ts';
import { commandList } from './command-list.ts';
import { faultText } from './failure-text.ts';
import { runCommandLine } from './run-command-line.ts';

const commandNames = commandList.map(({ name }) => name);

/**
 * Runs one command line and gives its exit code. `end` ends the process at once, for signals and for faults that no
 * code here could catch.
 */
export async function runProgram(args: readonly string[], end: (code: number) => void): Promise<number> {
  handleSignals(end);
  // Failed writes come back to whoever wrote; without a listener they would end the process as well.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const fault = (error: unknown): void => {
    process.stderr.write(faultText(error, args, commandNames));
    discardPendingFiles();
    end(3);
  };
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);
  try {
    const code = await runCommandLine(args);
    return wasInterrupted() ? interruptedCode : code;
  } finally {
    discardPendingFiles();
  }
}
