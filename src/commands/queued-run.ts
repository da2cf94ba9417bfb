import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LoadedWorkspace } from '../host/load-workspace.ts';
import { programVersion } from '../host/program-version.ts';
import { readChunks } from '../host/read-chunks.ts';
import { standardInput } from '../host/read-input.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { workspacePath } from '../host/workspace-path.ts';
import type { CommandContext } from './command-context.ts';
import { versionOperand } from './diff-operands.ts';
import { loadSide } from './diff-sides.ts';
import { givenValues } from './given.ts';
import { revisionOfLoaded, revisionOfWorkspace } from './set-up-replay.ts';
import { simulateOptions } from './simulate-options.ts';
import { findRecordings } from './simulate-sources.ts';

/** A run of `policy simulate` that workers share: all that its result depends on. Plain JSON. */
export interface QueuedRun {
  /** Digest of all the rest: the same run has the same id, whoever names it. */
  readonly id: string;
  /** How many shards it has. */
  readonly of: number;
  /** Paths are relative to the workspace. */
  readonly operands: readonly string[];
  readonly values: readonly (readonly [option: string, value: string | true])[];
  readonly program: string;
  /** Of the policies, and of those they are compared with. */
  readonly revisions: readonly (string | null)[];
  readonly recordings: readonly { readonly path: string; readonly sha256: string }[];
  /** Other files that options name. */
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
}

/** Options whose value is a file. */
export const fileOptions: ReadonlySet<string> = new Set(['tenant-map', 'expect']);
/** What says how a run is done, and not what comes out. */
const howOptions: ReadonlySet<string> = new Set(['jobs', 'trace', 'shard']);

/** The run that a command line asks for. Reads all its recordings, for their digests. Throws `UserMistake`. */
export async function describeRun(
  context: CommandContext,
  loaded: LoadedWorkspace,
  of: number,
  interrupted: AbortSignal,
): Promise<QueuedRun> {
  const { given, cwd } = context;
  const files = await findRecordings(context, loaded);
  if (files.some(({ path }) => path === standardInput))
    throw new UserMistake('a worker elsewhere cannot read this standard input', { help: 'name a file' });
  const { root } = loaded;
  const values = optionNames.flatMap((option) => {
    const value = given.values().get(option);
    if (value !== true && typeof value !== 'string') return [];
    return [[option, isPath(option, value, cwd) ? workspacePath(value, cwd, root) : value] as const];
  });
  const recordings = [];
  for (const file of files)
    recordings.push({ path: file.shown, sha256: await digestOf(file.path, file.folder, interrupted) });
  const inputs = [];
  for (const [option, value] of values)
    if (fileOptions.has(option) && value !== true)
      inputs.push({ path: value, sha256: await digestOf(value, root, interrupted) });
  const run = {
    of,
    operands: given.operands.length === 0 ? [] : recordings.map(({ path }) => path),
    values,
    program: programVersion(),
    revisions: await revisionsOf(contextOfRun({ operands: [], values }, context, root), loaded),
    recordings,
    inputs,
  };
  return { id: digestText(run).slice(0, 16), ...run };
}

/** The context in which a worker does what the run asks. */
export function contextOfRun(
  { operands, values }: Pick<QueuedRun, 'operands' | 'values'>,
  context: CommandContext,
  root: string,
): CommandContext {
  const all = new Map<string, unknown>([...optionNames, ...howOptions].map((option) => [option, undefined]));
  for (const [option, value] of values) all.set(option, value);
  return { ...context, cwd: root, given: givenValues(operands, all) };
}

/**
 * Why a worker must not work at a run: what it has here is not what the run was made of. Undefined where it may, the bytes of
 * recordings aside: `otherRecording` tells of those.
 */
export async function differenceHere(
  run: QueuedRun,
  context: CommandContext,
  loaded: LoadedWorkspace,
  interrupted: AbortSignal,
): Promise<string | undefined> {
  if (run.program !== programVersion()) return `it is of version ${run.program} of this program`;
  const revisions = await revisionsOf(context, loaded);
  if (JSON.stringify(revisions) !== JSON.stringify(run.revisions)) return 'the policies here are others';
  const files = await findRecordings(context, loaded);
  if (
    JSON.stringify(files.map(({ shown }) => shown)) !== JSON.stringify(run.recordings.map(({ path }) => path))
  )
    return 'the recordings here are others';
  for (const { path, sha256 } of run.inputs) {
    if (!existsSync(resolve(loaded.root, path))) return `there is no ${path} here`;
    if ((await digestOf(path, loaded.root, interrupted)) !== sha256) return `${path} here has other bytes`;
  }
  return undefined;
}

/** The recording that has other bytes here than the run was made of. Reads all of them. Throws `UserMistake`. */
export async function otherRecording(
  { recordings }: QueuedRun,
  root: string,
  interrupted: AbortSignal,
): Promise<string | undefined> {
  for (const { path, sha256 } of recordings)
    if ((await digestOf(path, root, interrupted)) !== sha256) return path;
  return undefined;
}

/** The id of a shard in the queue. `index` from 1. */
export function shardId(run: string, index: number): string {
  return `${run}-${index}`;
}

const optionNames: readonly string[] = simulateOptions
  .map(({ flags }) => /--([a-z-]+)/.exec(flags)?.[1] ?? '')
  .filter((option) => !howOptions.has(option));

function isPath(option: string, value: string | true, cwd: string): value is string {
  if (value === true) return false;
  return fileOptions.has(option) || (option === 'against' && existsSync(resolve(cwd, value)));
}

/** Of the policies that decide, and of those they are compared with. Throws `UserMistake`. */
export async function revisionsOf(
  context: CommandContext,
  loaded: LoadedWorkspace,
): Promise<(string | null)[]> {
  const revisions = [revisionOfLoaded(loaded) ?? null];
  const against = context.given.text('against');
  if (against === undefined) return revisions;
  const { side } = await loadSide(await versionOperand(against, context.cwd), context);
  return [...revisions, revisionOfWorkspace(side.workspace) ?? null];
}

/** SHA-256 of a file's bytes, in hexadecimal digits. */
export async function digestOf(path: string, folder: string, interrupted: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readChunks(path, folder, interrupted)) hash.update(chunk);
  return hash.digest('hex');
}

/** The same of a value's JSON. */
export function digestText(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
