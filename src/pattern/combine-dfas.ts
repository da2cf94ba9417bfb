import { joinAlphabets } from './alphabet.ts';
import type { Overrun, Work } from './budget.ts';
import type { Dfa } from './dfa.ts';
import { minimise } from './minimise.ts';

/** How the answers of two automata are put together. */
export type Combination = 'and' | 'or' | 'minus';

/** The smallest automaton of the texts of both, of either, or of the left without those of the right. */
export function combineDfas(
  left: Dfa,
  right: Dfa,
  how: Combination,
  work: Work,
  mostStates: number,
): Dfa | Overrun {
  const joined = joinAlphabets(left.alphabet, right.alphabet);
  const size = joined.alphabet.size;
  const pairs: number[] = [0];
  const known = createNumbers(left.states * right.states);
  known.set(0, 0);
  const rows: Int32Array[] = [];
  const accepting: number[] = [];
  for (let at = 0; at < pairs.length; at += 1) {
    if (at > mostStates) return 'states';
    work.left -= size;
    if (work.left < 0) return 'steps';
    const pair = pairs[at] ?? 0;
    const p = Math.floor(pair / right.states);
    const q = pair % right.states;
    const row = new Int32Array(size);
    for (let c = 0; c < size; c += 1) {
      const nextP = left.next[p * left.alphabet.size + (joined.left[c] ?? 0)] ?? 0;
      const nextQ = right.next[q * right.alphabet.size + (joined.right[c] ?? 0)] ?? 0;
      const target = nextP * right.states + nextQ;
      let number = known.get(target);
      if (number === undefined) {
        number = pairs.push(target) - 1;
        known.set(target, number);
      }
      row[c] = number;
    }
    rows.push(row);
    accepting.push(accepts(left.accepting[p] === 1, right.accepting[q] === 1, how) ? 1 : 0);
  }
  return minimise({ alphabet: joined.alphabet, start: 0, rows, accepting }, work) ?? 'steps';
}

/** Numbers by pair of states: a table where that is small, as it mostly is. */
interface Numbers {
  get(pair: number): number | undefined;
  set(pair: number, number: number): void;
}

const mostInTable = 1 << 18;

function createNumbers(pairs: number): Numbers {
  if (pairs > mostInTable) return new Map<number, number>();
  // One more than the number; 0 where there is none.
  const table = new Int32Array(pairs);
  return {
    get(pair) {
      const found = table[pair] ?? 0;
      return found === 0 ? undefined : found - 1;
    },
    set(pair, number) {
      table[pair] = number + 1;
    },
  };
}

/** The automaton of all texts that `dfa` does not accept. */
export function complementDfa(dfa: Dfa): Dfa {
  return { ...dfa, accepting: dfa.accepting.map((accepts) => 1 - accepts), dead: dfa.full, full: dfa.dead };
}

function accepts(left: boolean, right: boolean, how: Combination): boolean {
  if (how === 'and') return left && right;
  return how === 'or' ? left || right : left && !right;
}
