import { buildProgram } from '../../src/commands/build-program.ts';
import { commandList } from '../../src/commands/command-list.ts';
import { UserMistake } from '../../src/host/user-mistake.ts';

/** What a command line came to: its exit code, and what it says where that is 2. */
export interface Ran {
  readonly code: number;
  readonly message?: string;
}

/** Runs one command line as the program does, in this process. Anything that is no mistake of the user is thrown. */
export async function runCommand(args: readonly string[]): Promise<Ran> {
  let code = -1;
  const program = buildProgram(
    commandList,
    (result) => {
      code = result;
    },
    () => {},
  );
  try {
    await program.parseAsync([...args], { from: 'user' });
    return { code };
  } catch (error) {
    if (error instanceof UserMistake)
      return { code: 2, message: `${error.message} ${error.help ?? ''}`.trim() };
    throw error;
  }
}
