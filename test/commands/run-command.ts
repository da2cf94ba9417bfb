import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

/** A folder with these files, for as long as `use` takes. */
export async function inFolder<T>(
  files: { readonly [path: string]: string },
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
