import type { CodePointSet } from './code-point-set.ts';

/**
 * All code points, parted into classes that an automaton does not tell apart. `starts` are ascending, the first 0;
 * `classes[i]` is the class of the code points from `starts[i]` on. Surrogates are in the class of what stands before
 * them, so that no class consists of them alone.
 */
export interface Alphabet {
  readonly starts: Int32Array;
  readonly classes: Uint16Array;
  readonly size: number;
}

/** The class of a code point. */
export function classOf({ starts, classes }: Alphabet, codePoint: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= codePoint) low = middle;
    else high = middle - 1;
  }
  return classes[low] ?? 0;
}

/** The code points of some classes as a set. */
export function setOfClasses(
  { starts, classes }: Alphabet,
  wanted: (index: number) => boolean,
): CodePointSet {
  const ranges: number[] = [];
  for (let i = 0; i < starts.length; i += 1) {
    if (!wanted(classes[i] ?? 0)) continue;
    const low = starts[i] ?? 0;
    while (i + 1 < starts.length && wanted(classes[i + 1] ?? 0)) i += 1;
    pushWithoutSurrogates(ranges, low, (starts[i + 1] ?? 0x110000) - 1);
  }
  return ranges;
}

/** Two alphabets at once: for each class of the finer one, the classes it lies in. */
export interface JoinedAlphabet {
  readonly alphabet: Alphabet;
  readonly left: Uint16Array;
  readonly right: Uint16Array;
}

/** The coarsest alphabet that tells apart whatever one of the two does. */
export function joinAlphabets(a: Alphabet, b: Alphabet): JoinedAlphabet {
  const starts: number[] = [];
  const classes: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const known = new Map<number, number>();
  let i = 0;
  let j = 0;
  for (let at = 0; at < 0x110000; ) {
    const inA = a.classes[i] ?? 0;
    const inB = b.classes[j] ?? 0;
    const pair = inA * 0x10000 + inB;
    let joined = known.get(pair);
    if (joined === undefined) {
      joined = known.size;
      known.set(pair, joined);
      left.push(inA);
      right.push(inB);
    }
    if (classes[classes.length - 1] !== joined) {
      starts.push(at);
      classes.push(joined);
    }
    const nextA = a.starts[i + 1] ?? 0x110000;
    const nextB = b.starts[j + 1] ?? 0x110000;
    at = Math.min(nextA, nextB);
    if (nextA === at) i += 1;
    if (nextB === at) j += 1;
  }
  return {
    alphabet: { starts: Int32Array.from(starts), classes: Uint16Array.from(classes), size: known.size },
    left: Uint16Array.from(left),
    right: Uint16Array.from(right),
  };
}

/** The alphabet with classes renamed and, where names fall together, joined. Names are 0 to `size - 1`. */
export function renameClasses({ starts, classes }: Alphabet, names: Uint16Array, size: number): Alphabet {
  const keptStarts: number[] = [];
  const kept: number[] = [];
  for (let i = 0; i < starts.length; i += 1) {
    const name = names[classes[i] ?? 0] ?? 0;
    if (kept[kept.length - 1] === name) continue;
    keptStarts.push(starts[i] ?? 0);
    kept.push(name);
  }
  return { starts: Int32Array.from(keptStarts), classes: Uint16Array.from(kept), size };
}

function pushWithoutSurrogates(ranges: number[], low: number, high: number): void {
  if (high < 0xd800 || low > 0xdfff) {
    ranges.push(low, high);
    return;
  }
  if (low < 0xd800) ranges.push(low, 0xd7ff);
  if (high > 0xdfff) ranges.push(0xe000, high);
}
