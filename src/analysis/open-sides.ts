import { classOf } from '../pattern/alphabet.ts';
import { compileDfa } from '../pattern/compile-dfa.ts';
import type { Dfa } from '../pattern/dfa.ts';
import type { PatternNode } from '../pattern/pattern-node.ts';
import { OverBudget } from './language/over-budget.ts';
import { isWildcard } from './literal-ends.ts';

/** Which sides of a value a pattern leaves open: whatever stands there, the value matches. */
export interface OpenSides {
  readonly start: boolean;
  readonly end: boolean;
  /** Some alternatives of the pattern hold a side, and others leave it open, as in `^a|b$`. */
  readonly mixed: boolean;
}

/**
 * Which sides a pattern leaves open without saying so: its matches may follow, or be followed by, a line of anything. A
 * side with a wildcard of its own (`.*`) is open on purpose. Throws `OverBudget`.
 */
export function openSides(node: PatternNode): OpenSides {
  const options = alternatives(node);
  const dfas = options.map(compiled);
  const starts = options.map((option, i) => !hasOwnWildcard(option, 'start') && beginsAnywhere(dfas[i]));
  const ends = options.map((option, i) => !hasOwnWildcard(option, 'end') && endsAnywhere(dfas[i]));
  const [start, end] = [starts.includes(true), ends.includes(true)];
  return { start, end, mixed: (start && starts.includes(false)) || (end && ends.includes(false)) };
}

/** The alternatives of a pattern, those in a group around all of it included. */
function alternatives(node: PatternNode): readonly PatternNode[] {
  return node.kind === 'choice' ? node.options.flatMap(alternatives) : [node];
}

function compiled(node: PatternNode): Dfa {
  const result = compileDfa(node);
  if (!result.ok) throw new OverBudget(`${result.budget} of a pattern`);
  return result.dfa;
}

const lineBreak = 0x0a;

/** Whether every text that is accepted still is with any lines in front: they lead to states that accept as much. */
function beginsAnywhere(dfa: Dfa | undefined): boolean {
  if (dfa === undefined || dfa.dead === 0) return false;
  const { states, next, accepting, alphabet } = dfa;
  const line = classOf(alphabet, lineBreak);
  const pairs = new Set<number>();
  for (const state of reachable(dfa)) pairs.add(next[state * alphabet.size + line] ?? 0);
  // Pairs of a state of the text alone and of the text behind lines; the first set begins with state 0.
  for (const pair of pairs) {
    const alone = Math.floor(pair / states);
    const behind = pair % states;
    if (accepting[alone] === 1 && accepting[behind] !== 1) return false;
    if (behind === dfa.full || alone === dfa.dead || alone === behind) continue;
    for (let column = 0; column < alphabet.size; column += 1) {
      const [a = 0, b = 0] = [next[alone * alphabet.size + column], next[behind * alphabet.size + column]];
      pairs.add(a * states + b);
    }
  }
  return true;
}

/** Whether every text that is accepted still is with any lines after it. */
function endsAnywhere(dfa: Dfa | undefined): boolean {
  if (dfa === undefined || dfa.dead === 0) return false;
  const line = classOf(dfa.alphabet, lineBreak);
  return dfa.accepting.every(
    (accepts, state) => accepts === 0 || dfa.next[state * dfa.alphabet.size + line] === dfa.full,
  );
}

function reachable(dfa: Dfa): ReadonlySet<number> {
  const found = new Set([0]);
  for (const state of found)
    for (let column = 0; column < dfa.alphabet.size; column += 1)
      found.add(dfa.next[state * dfa.alphabet.size + column] ?? 0);
  return found;
}

function hasOwnWildcard(node: PatternNode, side: 'start' | 'end'): boolean {
  switch (node.kind) {
    case 'repeat':
      return node.max === undefined && node.item.kind === 'chars' && isWildcard(node.item.set);
    case 'sequence': {
      const items = node.items.filter(({ kind }) => kind !== 'assertion');
      const outer = side === 'start' ? items[0] : items.at(-1);
      return outer !== undefined && hasOwnWildcard(outer, side);
    }
    default:
      return false;
  }
}
