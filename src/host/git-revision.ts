import { visibleText } from '../text/visible-text.ts';
import { runGit } from './git.ts';
import { UserMistake } from './user-mistake.ts';

/** A commit, by its full name. */
export interface Revision {
  /** As the user named it. */
  readonly name: string;
  readonly commit: string;
}

/**
 * The commit that a name stands for; undefined where it stands for none. A name is never taken for an option. Throws
 * `UserMistake` where there is no git, or no repository.
 */
export async function findRevision(name: string, cwd: string): Promise<Revision | undefined> {
  if (name.startsWith('-') || /[\0\r\n]/.test(name) || name === '') return undefined;
  const { code, output } = await askGit(['rev-parse', '--verify', '--quiet', `${name}^{commit}`], cwd);
  const commit = output.trim();
  return code === 0 && isObjectName(commit) ? { name, commit } : undefined;
}

/**
 * The commit that a name stands for. Throws `UserMistake` where it stands for none, with what to do: in a shallow clone
 * that is to fetch more of it.
 */
export async function revisionNamed(name: string, cwd: string): Promise<Revision> {
  const found = await findRevision(name, cwd);
  if (found !== undefined) return found;
  const shown = visibleText(name);
  const remote = await findRevision(`origin/${name}`, cwd);
  if (remote !== undefined)
    throw new UserMistake(`there is no revision '${shown}'`, { help: `did you mean origin/${shown}?` });
  if (await isShallow(cwd)) throw tooShallow(`'${shown}' is not in this shallow clone`);
  const isEmpty = (await askGit(['rev-list', '--all', '--max-count=1'], cwd)).output.trim() === '';
  throw new UserMistake(`there is no revision '${shown}'`, {
    help: isEmpty ? 'nothing is committed yet' : 'git log --oneline --all shows them',
  });
}

/** The newest commit that two have in common. Throws `UserMistake` where there is none. */
export async function mergeBase(a: Revision, b: Revision, cwd: string): Promise<Revision> {
  const { code, output } = await askGit(['merge-base', a.commit, b.commit], cwd);
  const commit = output.trim();
  const name = `merge base of ${a.name} and ${b.name}`;
  if (code === 0 && isObjectName(commit)) return { name, commit };
  const lacks = `there is no merge base of '${visibleText(a.name)}' and '${visibleText(b.name)}'`;
  if (await isShallow(cwd)) throw tooShallow(`${lacks} in this shallow clone`);
  throw new UserMistake(lacks, { help: 'compare the two themselves: A..B' });
}

function tooShallow(message: string): UserMistake {
  return new UserMistake(message, {
    help: 'fetch all of it: `fetch-depth: 0` for actions/checkout, GIT_DEPTH: 0 in GitLab, or git fetch --unshallow',
  });
}

async function isShallow(cwd: string): Promise<boolean> {
  return (await askGit(['rev-parse', '--is-shallow-repository'], cwd)).output.trim() === 'true';
}

/** Whether text is the full name of an object, SHA-1 or SHA-256. */
function isObjectName(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Runs git for a user who asked for a revision. Throws `UserMistake` where there is no git, or no repository. */
export async function askGit(
  args: readonly string[],
  cwd: string,
): Promise<{ readonly code: number; readonly output: string }> {
  const answer = await runGit(args, cwd);
  if (answer === undefined) throw new UserMistake('there is no git to run, and a revision is asked for');
  const { code, problem, output } = answer;
  // The answers to questions are 0 and 1; more is a fault of the place, such as a repository of somebody else.
  if (code > 1 && /not a git repository|dubious ownership|safe\.directory/.test(problem))
    throw new UserMistake(`git cannot be asked here: ${problem}`, {
      help: 'start it in a clone of the repository; policy diff also takes two files, folders or bundles',
    });
  return { code, output: output.toString('utf8') };
}
