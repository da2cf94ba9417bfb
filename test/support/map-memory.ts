import type { Memory } from '../../src/model/memory.ts';

/** A memory in a map, which tells how much of it was of use since it was last asked. */
export function mapMemory(): Memory & { readonly recalled: () => number } {
  const entries = new Map<string, string>();
  let hits = 0;
  return {
    recall(key) {
      const value = entries.get(key);
      if (value !== undefined) hits += 1;
      return value;
    },
    keep: (key, value) => void entries.set(key, value),
    digest: (text) => text,
    recalled() {
      const since = hits;
      hits = 0;
      return since;
    },
  };
}
