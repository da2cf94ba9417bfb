/**
 * What earlier runs found out. A key says all that an answer depends on, so that an answer is right whenever its key is
 * asked: with a memory a run says what it says without one, only sooner.
 */
export interface Memory {
  /** What was kept under the key; undefined where nothing was. */
  recall(key: string): string | undefined;
  keep(key: string, value: string): void;
  /** A short name of a text that no two texts have in common. */
  digest(text: string): string;
}

/** What is remembered under the key, else what `find` finds, which is remembered then. */
export function remembered(memory: Memory | undefined, key: string, find: () => string): string {
  const before = memory?.recall(key);
  if (before !== undefined) return before;
  const found = find();
  memory?.keep(key, found);
  return found;
}
