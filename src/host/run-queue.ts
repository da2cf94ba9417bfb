import type { ConnectionOptions, Job, Queue, Worker } from 'bullmq';
import { UserMistake } from './user-mistake.ts';

/** Where a queue is: `redis://host:port/name`, or `rediss:` with TLS. */
export interface QueueAddress {
  readonly url: string;
  readonly name: string;
}

/** What became of one piece of work. */
type PieceState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'done'; readonly result: unknown }
  /** Whoever worked at it died of a fault, again and again. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'missing' };

/** Pieces of work on a Redis server, by id. */
export interface RunQueue {
  /** Adds pieces; of an id that is there already nothing is changed. True where one was new. */
  add(pieces: readonly { readonly id: string; readonly data: object }[]): Promise<boolean>;
  data(id: string): Promise<unknown>;
  state(id: string): Promise<PieceState>;
  remove(ids: readonly string[]): Promise<void>;
  /** Pieces that nobody has done, being worked at or not. */
  left(): Promise<number>;
  /**
   * Works at pieces, one after the other, until `stop`. A piece whose worker has not been heard of for `takeoverMs` is taken
   * over by another one. `'put back'`: the piece waits again, for somebody else.
   */
  work(options: {
    readonly takeoverMs: number;
    readonly stop: AbortSignal;
    readonly perform: (data: unknown) => Promise<PerformedPiece>;
  }): Promise<void>;
  close(): Promise<void>;
}

export type PerformedPiece = { readonly result: object } | 'put back';

/** Throws `UserMistake`. */
export function readQueueAddress(text: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const name = url?.pathname.slice(1) || 'policy-simulate';
  if (
    url === undefined ||
    !/^rediss?:$/.test(url.protocol) ||
    url.hostname === '' ||
    !/^[\w-]{1,64}$/.test(name)
  )
    throw new UserMistake('--queue is no address of a queue', {
      help: 'write redis://127.0.0.1:6379/name; the name is letters, digits, _ and -',
    });
  url.pathname = '';
  return { url: url.href, name };
}

/** Connects to the server. Throws `UserMistake` where it cannot be reached, or the packages are not there. */
export async function openRunQueue({ url, name }: QueueAddress): Promise<RunQueue> {
  const { bullmq, Redis } = await loadPackages();
  await reach(new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 }));
  // Workers wait for a server that went away.
  const connection: ConnectionOptions = { url, maxRetriesPerRequest: null };
  const queue = new bullmq.Queue(name, { connection });
  queue.on('error', () => {});
  return {
    add: (pieces) => addPieces(queue, pieces),
    data: async (id) => (await queue.getJob(id))?.data,
    state: async (id) => stateOf(await queue.getJob(id)),
    remove: async (ids) => {
      for (const id of ids) await queue.remove(id);
    },
    left: async () => {
      const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'prioritized');
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    work: async ({ takeoverMs, stop, perform }) => {
      const worker = new bullmq.Worker(
        name,
        async (job, token) => {
          const performed = await perform(job.data);
          if (performed !== 'put back') return performed.result;
          await job.moveToDelayed(Date.now() + putBackMs, token);
          throw new bullmq.DelayedError();
        },
        { connection, lockDuration: takeoverMs, stalledInterval: takeoverMs, maxStalledCount: mostTakeovers },
      );
      worker.on('error', () => {});
      await untilStopped(worker, stop);
    },
    close: () => queue.close(),
  };
}

/** How long a piece that a worker cannot do waits before it is offered again. */
const putBackMs = 2000;
const mostTakeovers = 1000;
const mostAttempts = 3;

async function loadPackages() {
  try {
    const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, Redis };
  } catch (error) {
    if (!(error instanceof Error) || !/ERR_MODULE_NOT_FOUND/.test(String(Reflect.get(error, 'code'))))
      throw error;
    throw new UserMistake('--queue needs two packages that are not installed', {
      help: 'npm install bullmq ioredis',
    });
  }
}

async function reach(client: import('ioredis').Redis): Promise<void> {
  let why = 'no answer';
  client.on('error', (error) => {
    why = error.message;
  });
  try {
    await client.connect();
    await client.ping();
  } catch {
    throw new UserMistake(`the queue's server cannot be reached: ${why}`);
  } finally {
    client.disconnect();
  }
}

async function addPieces(
  queue: Queue,
  pieces: readonly { readonly id: string; readonly data: object }[],
): Promise<boolean> {
  let isNew = false;
  for (const { id, data } of pieces) {
    if ((await queue.getJob(id)) !== undefined) continue;
    isNew = true;
    await queue.add('shard', data, { jobId: id, attempts: mostAttempts, backoff: putBackMs });
  }
  return isNew;
}

async function stateOf(job: Job | undefined): Promise<PieceState> {
  if (job === undefined) return { kind: 'missing' };
  const state = await job.getState();
  // Asked again, for it may have been done in between.
  if (state === 'completed') return { kind: 'done', result: job.returnvalue };
  if (state === 'failed') return { kind: 'failed', reason: job.failedReason ?? 'no reason is known' };
  return { kind: 'waiting' };
}

async function untilStopped(worker: Worker, stop: AbortSignal): Promise<void> {
  if (!stop.aborted)
    await new Promise<void>((stopped) => {
      stop.addEventListener('abort', () => stopped(), { once: true });
    });
  // Waits for the piece that is being worked at, which has been told to stop as well.
  await worker.close();
}
