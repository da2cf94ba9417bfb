import type { RawDfa } from './dfa.ts';

/** Blocks of states as stretches of `order`; the first `marked` of a block are to be split off. */
interface Blocks {
  readonly order: Int32Array;
  readonly placeOf: Int32Array;
  readonly blockOf: Int32Array;
  readonly begins: number[];
  readonly ends: number[];
  readonly marked: number[];
}

/** Parts the states into those that accept the same texts (Hopcroft's algorithm); answers each state's block. */
export function partitionStates(raw: RawDfa): Int32Array {
  const count = raw.rows.length;
  const size = raw.alphabet.size;
  const { begins, sources } = invert(raw.rows, size);
  const touched: number[] = [];
  const blocks = firstBlocks(raw.accepting);
  const waiting = blocks.begins.map((_, block) => block);
  const isWaiting = waiting.map(() => true);
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    isWaiting[block] = false;
    // The block may itself be split on the way; it counts as it was.
    const splitter = blocks.order.slice(blocks.begins[block], blocks.ends[block]);
    for (let c = 0; c < size; c += 1) {
      if (touched.length > 0) touched.length = 0;
      const column = c * (count + 1);
      for (let s = 0; s < splitter.length; s += 1) {
        const at = column + (splitter[s] ?? 0);
        const end = begins[at + 1] ?? 0;
        for (let i = begins[at] ?? 0; i < end; i += 1) mark(blocks, sources[i] ?? 0, touched);
      }
      for (const other of touched) {
        const made = splitMarked(blocks, other);
        if (made === undefined) continue;
        const smaller = sizeOf(blocks, made) <= sizeOf(blocks, other) ? made : other;
        const added = isWaiting[other] === true ? made : smaller;
        isWaiting[made] = added === made;
        if (added === other) isWaiting[other] = true;
        waiting.push(added);
      }
    }
  }
  return blocks.blockOf;
}

/** For each class and state, the states that lead to it. */
function invert(
  rows: readonly Int32Array[],
  size: number,
): { readonly begins: Int32Array; readonly sources: Int32Array } {
  const count = rows.length;
  const begins = new Int32Array(size * (count + 1) + 1);
  for (const row of rows) {
    for (let c = 0; c < size; c += 1) count1(begins, c * (count + 1) + (row[c] ?? 0) + 1);
  }
  for (let i = 1; i < begins.length; i += 1) begins[i] = (begins[i] ?? 0) + (begins[i - 1] ?? 0);
  const filled = begins.slice();
  const sources = new Int32Array(size * count);
  rows.forEach((row, state) => {
    for (let c = 0; c < size; c += 1) {
      const at = c * (count + 1) + (row[c] ?? 0);
      sources[filled[at] ?? 0] = state;
      count1(filled, at);
    }
  });
  return { begins, sources };
}

function count1(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function firstBlocks(accepting: readonly number[]): Blocks {
  const states = accepting.map((_, state) => state);
  const groups = [0, 1]
    .map((accepts) => states.filter((state) => accepting[state] === accepts))
    .filter((g) => g.length > 0);
  const blocks: Blocks = {
    order: Int32Array.from(groups.flat()),
    placeOf: new Int32Array(states.length),
    blockOf: new Int32Array(states.length),
    begins: [],
    ends: [],
    marked: [],
  };
  blocks.order.forEach((state, place) => {
    blocks.placeOf[state] = place;
  });
  let at = 0;
  groups.forEach((group, block) => {
    for (const state of group) blocks.blockOf[state] = block;
    blocks.begins.push(at);
    at += group.length;
    blocks.ends.push(at);
    blocks.marked.push(0);
  });
  return blocks;
}

function sizeOf({ begins, ends }: Blocks, block: number): number {
  return (ends[block] ?? 0) - (begins[block] ?? 0);
}

function mark(blocks: Blocks, state: number, touched: number[]): void {
  const block = blocks.blockOf[state] ?? 0;
  const marked = blocks.marked[block] ?? 0;
  const border = (blocks.begins[block] ?? 0) + marked;
  const place = blocks.placeOf[state] ?? 0;
  if (place < border) return;
  const swapped = blocks.order[border] ?? 0;
  blocks.order[border] = state;
  blocks.order[place] = swapped;
  blocks.placeOf[state] = border;
  blocks.placeOf[swapped] = place;
  blocks.marked[block] = marked + 1;
  if (marked === 0) touched.push(block);
}

/** Makes the marked states a block of their own; undefined where all are marked. */
function splitMarked(blocks: Blocks, block: number): number | undefined {
  const marked = blocks.marked[block] ?? 0;
  blocks.marked[block] = 0;
  if (marked === sizeOf(blocks, block)) return undefined;
  const begin = blocks.begins[block] ?? 0;
  const made = blocks.begins.push(begin) - 1;
  blocks.ends.push(begin + marked);
  blocks.marked.push(0);
  blocks.begins[block] = begin + marked;
  for (let place = begin; place < begin + marked; place += 1) blocks.blockOf[blocks.order[place] ?? 0] = made;
  return made;
}
