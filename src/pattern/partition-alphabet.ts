import type { Alphabet } from './alphabet.ts';
import type { Work } from './budget.ts';
import type { CodePointSet } from './code-point-set.ts';

export interface Partition {
  readonly alphabet: Alphabet;
  /** For each set, the classes that make it up, ascending. */
  readonly classesOf: readonly Uint16Array[];
}

/** The coarsest alphabet in which each set is a union of classes; undefined where the steps run out. */
export function partitionAlphabet(sets: readonly CodePointSet[], work: Work): Partition | undefined {
  const starts = boundaries(sets);
  const classes = new Int32Array(starts.length);
  let names = 1;
  for (const set of sets) {
    // Each class that the set meets is split: its part inside gets a new name.
    const renamed = new Map<number, number>();
    const covered = eachInterval(starts, set, work, (i) => {
      const old = classes[i] ?? 0;
      let name = renamed.get(old);
      if (name === undefined) {
        name = names;
        names += 1;
        renamed.set(old, name);
      }
      classes[i] = name;
    });
    if (!covered) return undefined;
  }
  const alphabet = compact(starts, classes);
  if (alphabet === undefined) return undefined;
  const classesOf: Uint16Array[] = [];
  for (const set of sets) {
    const found = new Set<number>();
    if (!eachInterval(starts, set, work, (i) => found.add(alphabet.byInterval[i] ?? 0))) return undefined;
    classesOf.push(Uint16Array.from([...found].sort((a, b) => a - b)));
  }
  return { alphabet, classesOf };
}

function boundaries(sets: readonly CodePointSet[]): Int32Array {
  const bounds = new Set<number>([0]);
  for (const set of sets) {
    for (let i = 0; i < set.length; i += 2) {
      bounds.add(set[i] ?? 0);
      const end = (set[i + 1] ?? 0) + 1;
      if (end < 0x110000) bounds.add(end);
    }
  }
  return Int32Array.from(bounds).sort();
}

function eachInterval(
  starts: Int32Array,
  set: CodePointSet,
  work: Work,
  visit: (interval: number) => void,
): boolean {
  for (let r = 0; r < set.length; r += 2) {
    const high = set[r + 1] ?? 0;
    const first = indexOfStart(starts, set[r] ?? 0);
    let i = first;
    for (; i < starts.length && (starts[i] ?? 0) <= high; i += 1) visit(i);
    work.left -= i - first + 1;
    if (work.left < 0) return false;
  }
  return true;
}

function indexOfStart(starts: Int32Array, start: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Names 0, 1, 2, ... in the order of first code points; neighbours of one class joined. */
function compact(
  starts: Int32Array,
  classes: Int32Array,
): (Alphabet & { readonly byInterval: Uint16Array }) | undefined {
  const names = new Map<number, number>();
  const byInterval = new Uint16Array(starts.length);
  const keptStarts: number[] = [];
  const kept: number[] = [];
  starts.forEach((start, i) => {
    let name = names.get(classes[i] ?? 0);
    // Surrogates never occur: they go with what stands before them.
    if (start === 0xd800) name = byInterval[i - 1];
    if (name === undefined) {
      name = names.size;
      names.set(classes[i] ?? 0, name);
    }
    byInterval[i] = name;
    if (kept[kept.length - 1] === name) return;
    keptStarts.push(start);
    kept.push(name);
  });
  if (names.size > 0xffff) return undefined;
  return {
    starts: Int32Array.from(keptStarts),
    classes: Uint16Array.from(kept),
    size: names.size,
    byInterval,
  };
}
