import { mostShards } from '../simulate/shard.ts';
import type { QueuedRun } from './queued-run.ts';

/** A shard of a run, as it stands in a queue. */
export interface QueuedShard {
  readonly run: QueuedRun;
  /** From 1. */
  readonly index: number;
}

/** What a worker made of a shard. */
export type ShardResult =
  /** What `simulate --shard --format json` prints. */
  | { readonly kind: 'result'; readonly json: string }
  /** The recordings cannot be replayed as asked, wherever it is tried. */
  | { readonly kind: 'mistake'; readonly message: string; readonly help?: string };

/** The shard that stands in a queue; undefined for anything else, for others may write to the queue too. */
export function readQueuedShard(data: unknown): QueuedShard | undefined {
  return isQueuedShard(data) ? data : undefined;
}

/** The same of what a worker returned. */
export function readShardResult(data: unknown): ShardResult | undefined {
  return isShardResult(data) ? data : undefined;
}

function isQueuedShard(data: unknown): data is QueuedShard {
  return isRecord(data) && isQueuedRun(data.run) && isCount(data.index, data.run.of);
}

function isQueuedRun(run: unknown): run is QueuedRun {
  return (
    isRecord(run) &&
    typeof run.id === 'string' &&
    isCount(run.of, mostShards) &&
    typeof run.program === 'string' &&
    isListOf(run.operands, isText) &&
    isListOf(run.values, isValue) &&
    isListOf(run.revisions, (revision) => revision === null || isText(revision)) &&
    isListOf(run.recordings, isInput) &&
    isListOf(run.inputs, isInput)
  );
}

function isShardResult(data: unknown): data is ShardResult {
  if (!isRecord(data)) return false;
  if (data.kind === 'result') return isText(data.json);
  return data.kind === 'mistake' && isText(data.message) && (data.help === undefined || isText(data.help));
}

function isInput(value: unknown): boolean {
  return isRecord(value) && isText(value.path) && isText(value.sha256);
}

function isValue(value: unknown): boolean {
  return Array.isArray(value) && isText(value[0]) && (value[1] === true || isText(value[1]));
}

function isCount(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
