import { Worker } from 'node:worker_threads';

/** Threads that work together on one thing. What one of them throws, and an end before its time, is thrown to who waits. */
export interface WorkerGroup<ToWorker> {
  readonly size: number;
  post(worker: number, message: ToWorker): void;
  postToAll(message: ToWorker): void;
  /** Resolves once `isSo`, which is asked again whenever a message has come. */
  until(isSo: () => boolean): Promise<void>;
  /** Ends the threads, whatever they do. */
  end(): Promise<void>;
}

interface WorkerGroupOptions<FromWorker> {
  /** The module that each thread runs. */
  readonly module: URL;
  readonly size: number;
  /** What each is given at its start; it has to survive a structured clone. */
  readonly dataOf: (worker: number) => unknown;
  /** Takes what a thread posts. What it throws is thrown to who waits. */
  readonly receive: (worker: number, message: FromWorker) => void;
}

/** Starts the threads. Their standard input is empty. */
export function startWorkers<ToWorker, FromWorker>(
  options: WorkerGroupOptions<FromWorker>,
): WorkerGroup<ToWorker> {
  const state: State = { failure: undefined, wake: () => {}, isEnding: false };
  const workers = Array.from({ length: options.size }, (_, at) => startWorker(at, options, state));
  return {
    size: options.size,
    post: (worker, message) => workers[worker]?.postMessage(message),
    postToAll: (message) => {
      for (const worker of workers) worker.postMessage(message);
    },
    until: async (isSo) => {
      for (;;) {
        if (state.failure !== undefined) throw state.failure.error;
        if (isSo()) return;
        await new Promise<void>((wake) => {
          state.wake = wake;
        });
      }
    },
    end: async () => {
      state.isEnding = true;
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

interface State {
  failure: { readonly error: unknown } | undefined;
  wake: () => void;
  isEnding: boolean;
}

// What is read of one piece of work has died before it is looked at again, so that it is not moved.
const youngMegabytes = 64;

function startWorker<FromWorker>(at: number, options: WorkerGroupOptions<FromWorker>, state: State): Worker {
  const worker = new Worker(options.module, {
    workerData: options.dataOf(at),
    stdin: true,
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
  const fail = (error: unknown): void => {
    state.failure ??= { error };
    state.wake();
  };
  worker.on('message', (message: FromWorker) => {
    try {
      options.receive(at, message);
    } catch (error) {
      fail(error);
    }
    state.wake();
  });
  worker.on('messageerror', fail);
  worker.on('error', fail);
  worker.on('exit', () => {
    if (!state.isEnding)
      fail(new Error(`worker ${at + 1} of ${options.size} ended before its work was done`));
  });
  return worker;
}
