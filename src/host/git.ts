import { spawn } from 'node:child_process';
import { gitRootOf } from './find-workspace.ts';

export interface GitAnswer {
  readonly code: number;
  readonly output: Buffer;
  /** The first line that git wrote to its standard error. */
  readonly problem: string;
}

// A clone that lacks objects would fetch them: nothing reaches the network that nobody named.
const offline = ['-c', 'protocol.allow=never'];

/**
 * Runs git in a folder, without a shell and without a network; `input` goes to its standard input. `undefined` where there
 * is no git to run. Never throws.
 */
export function runGit(
  args: readonly string[],
  cwd: string,
  input: string = '',
): Promise<GitAnswer | undefined> {
  return new Promise((settle) => {
    const child = spawn('git', ['--no-optional-locks', ...offline, ...args], {
      cwd,
      env: { ...environmentIn(cwd), GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    // It may end before it has read all.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
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

// Git tells its hooks which repository they run for. With GIT_DIR alone it takes any folder it is run in for the root of
// the work tree, and files below would be looked for in the wrong place.
const ofHooks = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'];

/** The environment for git in a folder: where a work tree is found from the folder, nothing else says which it is. */
function environmentIn(cwd: string): NodeJS.ProcessEnv {
  if (gitRootOf(cwd) === undefined) return process.env;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofHooks.includes(name)));
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
