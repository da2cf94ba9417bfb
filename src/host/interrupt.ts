import { discardPendingFiles } from './pending-files.ts';

/** Exit code of a process that Ctrl-C ended. */
export const interruptedCode = 130;

const signalCodes: ReadonlyMap<NodeJS.Signals, number> = new Map<NodeJS.Signals, number>([
  ['SIGINT', interruptedCode],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]);

// The first Ctrl-C goes here where a command wants to finish its report; the second always ends the process.
let graceful: AbortController | undefined;

/** From now on Ctrl-C ends the process at once with 130 and leaves no half-written file. */
export function handleSignals(end: (code: number) => void): void {
  for (const [signal, code] of signalCodes) {
    process.on(signal, () => {
      if (signal === 'SIGINT' && graceful !== undefined && !graceful.signal.aborted) {
        graceful.abort();
        return;
      }
      discardPendingFiles();
      end(code);
    });
  }
}

/**
 * For a command that reports what it has when it is interrupted: the signal that the first Ctrl-C sets. The command must
 * let the event loop run now and then; its exit code is 130.
 */
export function finishOnInterrupt(): AbortSignal {
  graceful ??= new AbortController();
  return graceful.signal;
}

/** Whether a first Ctrl-C was taken by a command that finishes its report. */
export function wasInterrupted(): boolean {
  return graceful?.signal.aborted === true;
}

/**
 * Long work that never lets the event loop run: while it lasts a signal ends the process in the system's own way
 * (which a shell also reports as 130), for no handler could run. Must not be called with half-written files open.
 */
export function runBlocking<T>(work: () => T): T {
  const handlers = [...signalCodes.keys()].map((signal) => ({
    signal,
    listeners: process.listeners(signal),
  }));
  for (const { signal } of handlers) process.removeAllListeners(signal);
  try {
    return work();
  } finally {
    for (const { signal, listeners } of handlers)
      for (const listener of listeners) process.on(signal, listener);
  }
}
