import { renameClasses } from './alphabet.ts';
import type { Work } from './budget.ts';
import type { Dfa, RawDfa } from './dfa.ts';
import { mergeColumns } from './merge-columns.ts';
import { partitionStates } from './partition-states.ts';

/** The smallest automaton of the same language; undefined where the steps run out. */
export function minimise(raw: RawDfa, work: Work): Dfa | undefined {
  const size = raw.alphabet.size;
  work.left -= raw.rows.length * size;
  if (work.left < 0) return undefined;
  const blockOf = partitionStates(raw);
  const { number, representatives } = numberBlocks(raw, blockOf);
  const states = representatives.length;
  const next = new Int32Array(states * size);
  representatives.forEach((state, index) => {
    const row = raw.rows[state];
    for (let c = 0; c < size; c += 1) next[index * size + c] = number[blockOf[row?.[c] ?? 0] ?? 0] ?? 0;
  });
  const accepting = Uint8Array.from(representatives, (state) => raw.accepting[state] ?? 0);
  const columns = mergeColumns(next, states, size);
  const alphabet = renameClasses(raw.alphabet, columns.names, columns.size);
  return { alphabet, states, next: columns.next, accepting, ...sinks(columns.next, columns.size, accepting) };
}

/** Blocks that can be reached, numbered by first visit, classes in order. */
function numberBlocks(
  raw: RawDfa,
  blockOf: Int32Array,
): { readonly number: Int32Array; readonly representatives: readonly number[] } {
  const number = new Int32Array(blockOf.length).fill(-1);
  number[blockOf[raw.start] ?? 0] = 0;
  const representatives = [raw.start];
  for (let at = 0; at < representatives.length; at += 1) {
    const row = raw.rows[representatives[at] ?? 0] ?? new Int32Array();
    for (let c = 0; c < row.length; c += 1) {
      const target = row[c] ?? 0;
      const block = blockOf[target] ?? 0;
      if (number[block] !== -1) continue;
      number[block] = representatives.length;
      representatives.push(target);
    }
  }
  return { number, representatives };
}

function sinks(
  next: Int32Array,
  size: number,
  accepting: Uint8Array,
): { readonly dead: number; readonly full: number } {
  let dead = -1;
  let full = -1;
  accepting.forEach((accepts, state) => {
    for (let at = state * size; at < (state + 1) * size; at += 1) if (next[at] !== state) return;
    if (accepts === 1) full = state;
    else dead = state;
  });
  return { dead, full };
}
