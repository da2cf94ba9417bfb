import { spawn } from 'node:child_process';

interface GitAnswer {
  readonly code: number;
  readonly output: Buffer;
  /** The first line that git wrote to its standard error. */
  readonly problem: string;
}

/** Runs git in a folder, without a shell. `undefined` where there is no git to run. Never throws. */
function runGit(args: readonly string[], cwd: string): Promise<GitAnswer | undefined> {
  return new Promise((settle) => {
    const child = spawn('git', ['--no-optional-locks', ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const output: Buffer[] = [];
    const problems: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => problems.push(chunk));
    child.on('error', () => settle(undefined));
    child.on('close', (code) => {
      const problem = Buffer.concat(problems).toString('utf8').split('\n')[0] ?? '';
      settle({ code: code ?? 128, output: Buffer.concat(output), problem });
    });
  });
}

/** What git ignores below a folder: files and whole folders (ending in `/`), relative to it, with `/`. */
export interface IgnoredByGit {
  readonly ignored: ReadonlySet<string>;
  /** Why git could not be asked although the folder is in a repository. */
  readonly problem?: string;
}

/** Asks git what it ignores below `folder`. Files that are tracked are never ignored. */
export async function ignoredByGit(folder: string): Promise<IgnoredByGit> {
  const answer = await runGit(
    ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z'],
    folder,
  );
  if (answer === undefined) return { ignored: new Set(), problem: 'there is no git to run' };
  if (answer.code !== 0) return { ignored: new Set(), problem: answer.problem };
  return {
    ignored: new Set(
      answer.output
        .toString('utf8')
        .split('\0')
        .filter((path) => path !== ''),
    ),
  };
}
