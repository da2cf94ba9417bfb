import { parse } from 'shell-quote';
import { runCommandLine } from '../../src/commands/run-command-line.ts';
import { isLong } from './is-long.ts';

/** What a command line came to. `output` is both streams, in the order in which they were written. */
export interface PlainRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly output: string;
  readonly written: readonly { readonly to: 'stdout' | 'stderr'; readonly text: string }[];
}

type Environment = { readonly [name: string]: string };

/**
 * Runs a line of shell in this process, as the program would run it in one of its own, where the line is nothing but one
 * command of the program in the folder at hand: half a second less. Undefined where it is more than that.
 */
export async function runPlainLine(
  line: string,
  cwd: string,
  environment: Environment,
): Promise<PlainRun | undefined> {
  const args = isLong ? undefined : plainArguments(line);
  return args === undefined ? undefined : runArguments(args, cwd, environment);
}

/** Runs the program with these arguments in this process, as in that folder. Undefined where that is not the same. */
export async function runArguments(
  args: readonly string[],
  cwd: string,
  environment: Environment,
): Promise<PlainRun | undefined> {
  if (isLong || args.length === 0 || args.some((word) => otherOptions.has(word))) return undefined;
  return oneAtATime(() => runHere(withFolder(args, cwd), environment));
}

/** Before what ends the options. */
function withFolder(args: readonly string[], cwd: string): readonly string[] {
  const end = args.indexOf('--');
  const at = end === -1 ? args.length : end;
  return [...args.slice(0, at), '-C', cwd, ...args.slice(at)];
}

/** What the program itself would not see as arguments, or what asks for more than arguments: a terminal, a folder, input. */
const special = /[$`\\~*?[\]{}!#]/;
const otherOptions = new Set(['-', '-C', '--cwd', '--help', '-h', '--version', '-V', 'help', '--cache']);

function plainArguments(line: string): readonly string[] | undefined {
  const text = line.trim();
  // Within single quotes nothing is special, and nothing else is left to a shell.
  if (text.includes('\n') || special.test(text.replaceAll(/'[^']*'/g, ''))) return undefined;
  const words = parse(text);
  const args = words.filter((word) => typeof word === 'string');
  if (args.length < words.length || args[0] !== 'policy') return undefined;
  return args.slice(1);
}

let last: Promise<unknown> = Promise.resolve();

/** Streams and environment are the process's: one command after the other. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next;
  return next;
}

async function runHere(args: readonly string[], environment: Environment): Promise<PlainRun> {
  const written: { readonly to: 'stdout' | 'stderr'; readonly text: string }[] = [];
  const restore = [
    capture('stdout', (text) => written.push({ to: 'stdout', text })),
    capture('stderr', (text) => written.push({ to: 'stderr', text })),
    replaceEnvironment(environment),
  ];
  try {
    const code = await runCommandLine(args);
    const textOf = (stream?: 'stdout' | 'stderr'): string =>
      written.flatMap(({ to, text }) => (stream === undefined || to === stream ? [text] : [])).join('');
    return { code, stdout: textOf('stdout'), stderr: textOf('stderr'), output: textOf(), written };
  } finally {
    for (const undo of restore) undo();
  }
}

function capture(name: 'stdout' | 'stderr', take: (text: string) => void): () => void {
  const stream = process[name];
  const write = stream.write;
  stream.write = (chunk: string | Uint8Array, ...more: readonly unknown[]): boolean => {
    take(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    for (const done of more) if (typeof done === 'function') done();
    return true;
  };
  return () => {
    stream.write = write;
  };
}

function replaceEnvironment(environment: Environment): () => void {
  const before = { ...process.env };
  const set = (values: { readonly [name: string]: string | undefined }): void => {
    for (const name of Object.keys(process.env)) if (values[name] === undefined) delete process.env[name];
    Object.assign(process.env, values);
  };
  set(environment);
  return () => set(before);
}
