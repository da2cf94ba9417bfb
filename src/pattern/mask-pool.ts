/** Sets of pattern indexes, each once; number 0 is the empty one. Words are of 32 patterns, lowest first. */
export interface MaskPool {
  readonly words: number;
  /** Number of the set of one pattern. */
  single(pattern: number): number;
  union(left: number, right: number): number;
  at(mask: number): Uint32Array;
}

export function createMaskPool(patterns: number): MaskPool {
  const words = Math.max(1, Math.ceil(patterns / 32));
  const none = new Uint32Array(words);
  const masks: Uint32Array[] = [none];
  const byText = new Map<string, number>([[none.join(), 0]]);
  const unions = new Map<number, number>();

  const intern = (mask: Uint32Array): number => {
    const text = mask.join();
    const known = byText.get(text);
    if (known !== undefined) return known;
    byText.set(text, masks.length);
    return masks.push(mask) - 1;
  };
  return {
    words,
    single: (pattern) => {
      const mask = new Uint32Array(words);
      mask[pattern >>> 5] = (1 << (pattern & 31)) >>> 0;
      return intern(mask);
    },
    union: (left, right) => {
      if (left === right || right === 0) return left;
      if (left === 0) return right;
      const pair = left * 0x1000000 + right;
      const known = unions.get(pair);
      if (known !== undefined) return known;
      const joined = Uint32Array.from(masks[left] ?? none, (word, i) => word | (masks[right]?.[i] ?? 0));
      const union = intern(joined);
      unions.set(pair, union);
      return union;
    },
    at: (mask) => masks[mask] ?? none,
  };
}
