import { createHash, hash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { UserMistake } from '../host/user-mistake.ts';
import type { ArgumentsShown } from '../simulate/call-record.ts';
import { mostShards, parseShard, type Shard } from '../simulate/shard.ts';
import { parseDuration } from '../text/duration.ts';
import type { OpenTranscriptOptions } from '../transcript/open-transcript.ts';
import type { OptionDefinition } from './command.ts';
import { type Given, mustBeOneOf } from './given.ts';

/** What a run, or a result that was joined, fails on. */
export const failOnOption: OptionDefinition = {
  flags: '--fail-on <what>',
  about:
    'exit 1 where a call is decided so (deny), so changed (allow-to-deny) or not as recorded (differs), with commas',
};

/** The options of `policy simulate`, in the order of its help. */
export const simulateOptions: readonly OptionDefinition[] = [
  { flags: '--tenant <id>', about: 'the tenant of calls that nothing else gives one' },
  { flags: '--force-tenant', about: '--tenant holds whatever the recording says' },
  {
    flags: '--tenant-map <file>',
    about: 'who a call belongs to, by file, session, user or a value in the record',
  },
  { flags: '--tenant-from <pointer>', about: 'a JSON Pointer to the tenant, in the record or its header' },
  {
    flags: '--input-format <name>',
    about: 'the format of the recordings, instead of telling it by content',
  },
  { flags: '--assume-interval <duration>', about: 'time between calls that have none, such as 2s' },
  {
    flags: '--sort <order>',
    about: 'time: merge the recordings by the times of their calls, instead of one after the other',
    values: ['time'],
  },
  { flags: '--against <build>', about: 'what another workspace, bundle or git revision decides' },
  {
    flags: '--attacks',
    about: 'try variants of allowed calls that leave their tenant; one that gets out exits 1',
  },
  { flags: '--swap', about: "ask every tenant's calls as every other tenant; a leak exits 1" },
  {
    flags: '--swap-sample <n>',
    about: 'at most so many different calls of a tenant are asked; 1000 if not given',
  },
  { flags: '--coverage', about: 'which rules, conditions, boundaries and limits decided nothing' },
  {
    flags: '--expect <file>',
    about: 'labels that say what is expected of calls; a call decided otherwise exits 1',
  },
  { flags: '--shard <i/n>', about: "decide one of n parts of the tenants' calls; simulate merge joins them" },
  {
    flags: '--jobs <n>',
    about: 'threads that share the tenants, or auto: one for each core; 1 if not given',
  },
  failOnOption,
  { flags: '--skip-malformed', about: 'malformed records do not fail the run' },
  { flags: '--allow-empty', about: 'recordings without a call do not fail the run' },
  { flags: '--trace', about: 'jsonl: write every step to each decision' },
  { flags: '--show-arguments', about: 'write recorded arguments as they are, not masked' },
];

/** Where runs wait for workers. */
export const queueOption: OptionDefinition = {
  flags: '--queue <url>',
  about: 'a Redis server and the name of a queue there: redis://host:6379/name',
};

/** How recorded arguments are shown. */
export function argumentsShown(given: Given): ArgumentsShown {
  return given.flag('show-arguments') ? { show: true } : { show: false, digest: shortDigest };
}

/** How recordings are opened. */
export function openingOptions(given: Given): OpenTranscriptOptions {
  const format = given.text('input-format');
  return { allowEmpty: given.flag('allow-empty'), ...(format === undefined ? {} : { format }) };
}

/** In milliseconds. Throws `UserMistake`. */
export function intervalAsked(given: Given): number | undefined {
  const text = given.text('assume-interval');
  if (text === undefined) return undefined;
  const ms = parseDuration(text, 'timeout');
  if (ms !== undefined) return ms;
  throw new UserMistake(`--assume-interval '${text}' is no duration`, { help: 'write 2s or 5min' });
}

/** Throws `UserMistake`. */
export function shardAsked(given: Given): Shard | undefined {
  const text = given.text('shard');
  if (text === undefined) return undefined;
  const shard = parseShard(text);
  if (shard !== undefined) return shard;
  throw new UserMistake(`--shard '${text}' is no part of a run`, {
    help: `write 1/4 to 4/4, each on a machine of its own; at most ${mostShards} parts`,
  });
}

/** Whether recordings are merged by time. Throws `UserMistake`. */
export function sortAsked(given: Given): boolean {
  const text = given.text('sort');
  if (text === undefined) return false;
  mustBeOneOf('--sort', text, ['time']);
  if (jobsAsked(given) > 1)
    throw new UserMistake('--sort time and --jobs do not go together yet', {
      help: '--shard i/n shares the work among processes, and simulate merge joins what they print',
    });
  return true;
}

const mostJobs = 64;

/** How many threads share the work. Throws `UserMistake`. */
export function jobsAsked(given: Given): number {
  const text = given.text('jobs') ?? '1';
  if (text === 'auto') return Math.min(availableParallelism(), mostJobs);
  if (/^[1-9][0-9]?$/.test(text) && Number(text) <= mostJobs) return Number(text);
  throw new UserMistake(`--jobs '${text}' is no number of threads`, {
    help: `write 1 to ${mostJobs}, or auto`,
  });
}

/** The digest of what a revision is made of. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function shortDigest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 8);
}
