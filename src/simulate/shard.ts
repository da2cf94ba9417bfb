/** One of `of` equal parts of a run, by tenant. `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
  /** A digest of what the run was asked, so that shards of runs that were asked otherwise are not joined. */
  readonly asked?: string;
}

/** Most parts that a run can be split into. */
export const mostShards = 4096;

/** Reads `2/8`. Undefined where it is not written so, or names a part that there is not. */
export function parseShard(text: string): Shard | undefined {
  const parts = /^([1-9][0-9]{0,3})\/([1-9][0-9]{0,3})$/.exec(text);
  if (parts === null) return undefined;
  const [index, of] = [Number(parts[1]), Number(parts[2])];
  return index <= of && of <= mostShards ? { index, of } : undefined;
}

/**
 * Whether a shard decides a tenant's calls: all of a tenant's, for limits are counted by tenant. Calls without a tenant
 * belong to one shard. The same on every machine and in every version.
 */
export function isInShard(tenant: string | undefined, { index, of }: Shard): boolean {
  return of === 1 || hashOf(tenant ?? '') % of === index - 1;
}

/** What one of several jobs decides, counted from 0: each an equal part of the run, or of the shard of it. */
export function shardOfJob(job: number, jobs: number, shard: Shard = wholeRun): Shard {
  return { index: shard.index + shard.of * job, of: shard.of * jobs };
}

/** The job that decides a tenant's calls; undefined where none does, for they are another shard's. */
export function jobOf(
  tenant: string | undefined,
  jobs: number,
  { index, of }: Shard = wholeRun,
): number | undefined {
  const part = hashOf(tenant ?? '') % (of * jobs);
  return part % of === index - 1 ? Math.floor(part / of) : undefined;
}

const wholeRun: Shard = { index: 1, of: 1 };

/** FNV-1a, 32 bits, over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
