import type { CallLine } from './replay-messages.ts';

/** Puts the lines of several jobs into the order of the calls. */
export interface LineOrder {
  /** A job's next lines, in order. It has none left of the first `found` calls. */
  add(job: number, found: number, lines: readonly CallLine[]): void;
  /** The lines that nothing can come before any more. */
  take(): string;
}

export function createLineOrder(jobs: number): LineOrder {
  const queues = Array.from({ length: jobs }, (): Queue => ({ lines: [], next: 0, found: 0 }));
  return {
    add: (job, found, lines) => {
      const queue = queues[job];
      if (queue === undefined) return;
      queue.lines = [...queue.lines.slice(queue.next), ...lines];
      queue.next = 0;
      queue.found = found;
    },
    take: () => {
      const until = Math.min(...queues.map((queue) => queue.found));
      const ready: CallLine[] = [];
      for (const queue of queues) {
        for (let line = queue.lines[queue.next]; line !== undefined && line[0] <= until; ) {
          ready.push(line);
          queue.next += 1;
          line = queue.lines[queue.next];
        }
      }
      return ready
        .sort(([a], [b]) => a - b)
        .map(([, text]) => text)
        .join('');
    },
  };
}

interface Queue {
  lines: readonly CallLine[];
  /** Of the first line that was not taken. */
  next: number;
  /** Calls of the run that the job has read. */
  found: number;
}
