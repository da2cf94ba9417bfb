import type { JsonValue } from '../../model/json.ts';
import type { FoundCall, RecordSink } from '../transcript-format.ts';

/** Calls whose results may come in later records. They are reported in the order in which they were added. */
export interface WaitingCalls {
  /** Adds a call of the record that is being read. Without `key` no result is waited for. */
  add(found: FoundCall, sink: RecordSink, key: string | undefined): void;
  /** The result of the last call of that key, if it still waits. */
  answer(key: string, value: JsonValue | undefined): void;
  /** Reports what waits for nothing any more; to be called after each record. */
  report(): void;
  /** Reports all. */
  end(): void;
}

/** Most calls that wait: one more, and the first is reported without its result. */
const maxWaiting = 1000;

interface Waiting {
  readonly found: FoundCall;
  readonly sink: RecordSink;
  readonly key: string | undefined;
  result: JsonValue | undefined;
  done: boolean;
}

export function createWaitingCalls(): WaitingCalls {
  const queue = new Set<Waiting>();
  const byKey = new Map<string, Waiting>();
  const finish = (waiting: Waiting): void => {
    waiting.done = true;
    if (waiting.key !== undefined && byKey.get(waiting.key) === waiting) byKey.delete(waiting.key);
  };
  const report = (): void => {
    for (const waiting of queue) {
      if (!waiting.done && queue.size <= maxWaiting) return;
      finish(waiting);
      queue.delete(waiting);
      const { found, result, sink } = waiting;
      sink.call(result === undefined ? found : { ...found, result });
    }
  };
  return {
    add: (found, sink, key) => {
      const before = key === undefined ? undefined : byKey.get(key);
      // An id that comes again is another call's: the older one never takes a newer result.
      if (before !== undefined) finish(before);
      const waiting: Waiting = { found, sink: sink.hold(), key, result: undefined, done: key === undefined };
      queue.add(waiting);
      if (key !== undefined) byKey.set(key, waiting);
    },
    answer: (key, value) => {
      const waiting = byKey.get(key);
      if (waiting === undefined) return;
      waiting.result = value;
      finish(waiting);
    },
    report,
    end: () => {
      for (const waiting of queue) finish(waiting);
      report();
    },
  };
}
