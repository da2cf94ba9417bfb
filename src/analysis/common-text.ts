import { type Alphabet, joinAlphabets } from '../pattern/alphabet.ts';
import type { Dfa } from '../pattern/dfa.ts';
import { readableClasses } from '../pattern/shortest-match.ts';
import type { Language } from './language/language-algebra.ts';
import { OverBudget } from './language/over-budget.ts';

/** Combinations of states that are looked at. */
const mostCombinations = 200_000;

/** Whether some text is in all of the sets. Throws `OverBudget`. */
export function haveCommonText(sets: readonly Language[]): boolean {
  return commonText(sets) !== undefined;
}

/**
 * A shortest text that is in all of the sets, in readable characters where there is a choice; undefined where there is
 * none. Cheaper than to build the set that they have in common: it stops at the first text. Throws `OverBudget`.
 */
export function commonText(sets: readonly Language[]): string | undefined {
  const dfas = [...new Set(sets)].map(({ dfa }) => dfa);
  const { alphabet, classesIn } = joinAll(dfas);
  const classes = [...readableClasses(alphabet)];
  const start: Step = { states: dfas.map(() => 0) };
  const seen = new Set([keyOf(start.states, dfas)]);
  const open = [start];
  for (const step of open) {
    if (step.states.every((state, i) => dfas[i]?.accepting[state] === 1)) return textTo(step);
    if (seen.size > mostCombinations) throw new OverBudget('combinations of states');
    for (const [joined, character] of classes) {
      const states = after(step.states, joined, dfas, classesIn);
      if (states === undefined) continue;
      const key = keyOf(states, dfas);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push({ states, character, before: step });
    }
  }
  return undefined;
}

interface Step {
  readonly states: readonly number[];
  readonly character?: string;
  readonly before?: Step;
}

/** Undefined where one of them can come to nothing any more. */
function after(
  states: readonly number[],
  joined: number,
  dfas: readonly Dfa[],
  classesIn: readonly Uint16Array[],
): readonly number[] | undefined {
  const next: number[] = [];
  for (let i = 0; i < dfas.length; i += 1) {
    const dfa = dfas[i];
    const column = classesIn[i]?.[joined] ?? 0;
    const state = dfa?.next[(states[i] ?? 0) * dfa.alphabet.size + column] ?? 0;
    if (state === dfa?.dead) return undefined;
    next.push(state);
  }
  return next;
}

/** One alphabet for all, and for each of its classes the class it lies in, by automaton. */
function joinAll(dfas: readonly Dfa[]): {
  readonly alphabet: Alphabet;
  readonly classesIn: readonly Uint16Array[];
} {
  let alphabet: Alphabet = { starts: Int32Array.of(0), classes: Uint16Array.of(0), size: 1 };
  let classesIn: readonly Uint16Array[] = [];
  for (const dfa of dfas) {
    const joined = joinAlphabets(alphabet, dfa.alphabet);
    classesIn = [
      ...classesIn.map((classes) => joined.left.map((index) => classes[index] ?? 0)),
      joined.right,
    ];
    alphabet = joined.alphabet;
  }
  return { alphabet, classesIn };
}

/** A number where they are few enough states to tell all combinations apart by one. */
function keyOf(states: readonly number[], dfas: readonly Dfa[]): number | string {
  let key = 0;
  for (let i = 0; i < states.length; i += 1) key = key * (dfas[i]?.states ?? 1) + (states[i] ?? 0);
  return Number.isSafeInteger(key) ? key : states.join();
}

function textTo(last: Step): string {
  const characters: string[] = [];
  for (let step: Step | undefined = last; step?.character !== undefined; step = step.before)
    characters.push(step.character);
  return characters.reverse().join('');
}
