import { classOf } from '../../pattern/alphabet.ts';
import type { Dfa } from '../../pattern/dfa.ts';

/** Whether the automaton accepts the text, which is well-formed. */
export function runsInto(dfa: Dfa, text: string): boolean {
  let state = 0;
  for (const character of text) {
    const column = classOf(dfa.alphabet, character.codePointAt(0) ?? 0);
    state = dfa.next[state * dfa.alphabet.size + column] ?? 0;
  }
  return dfa.accepting[state] === 1;
}
