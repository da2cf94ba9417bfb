/** What is drawn of a long piece of work. */
export interface Progress {
  /** Says what is being done: `312 of 10,000 documents`; a function is asked only when it is drawn. Cheap to call often. */
  update(text: string | (() => string)): void;
  /** Takes the line away. */
  end(): void;
}

export interface ProgressStream {
  write(text: string): unknown;
}

const firstAfterMs = 1000;
const everyMs = 100;

/**
 * A line on standard error that appears once work has lasted over a second and is redrawn at most ten times a second.
 * `stream` is absent where nothing is to be drawn: no terminal, `--quiet`, `CI`. `clock` in milliseconds.
 */
export function startProgress(stream: ProgressStream | undefined, clock: () => number): Progress {
  if (stream === undefined) return { update: () => {}, end: () => {} };
  let next = clock() + firstAfterMs;
  let drawn = false;
  return {
    update: (text) => {
      const now = clock();
      if (now < next) return;
      next = now + everyMs;
      drawn = true;
      stream.write(`\r\x1b[K${typeof text === 'string' ? text : text()}`);
    },
    end: () => {
      if (drawn) stream.write('\r\x1b[K');
      drawn = false;
    },
  };
}
