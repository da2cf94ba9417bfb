import { classOf } from '../../pattern/alphabet.ts';
import type { Dfa } from '../../pattern/dfa.ts';
import type { Language } from './language-algebra.ts';

/** All texts of a language that has no more than `most`, the shortest first; undefined of a larger one. */
export function fewTexts({ dfa }: Language, most: number): readonly string[] | undefined {
  const live = liveStates(dfa);
  const texts: string[] = [];
  let ends: readonly (readonly [state: number, text: string])[] = live.has(0) ? [[0, '']] : [];
  // A way that comes to a state twice goes on for ever.
  for (let length = 0; ends.length > 0; length += 1) {
    if (length > dfa.states) return undefined;
    const next: (readonly [number, string])[] = [];
    for (const [state, text] of ends) {
      if (dfa.accepting[state] === 1) texts.push(text);
      for (const [from, to, target] of stepsOf(dfa, state)) {
        if (!live.has(target)) continue;
        // Each way leads to a text of its own.
        if (to - from >= most) return undefined;
        for (let code = from; code <= to; code += 1) next.push([target, text + String.fromCodePoint(code)]);
      }
      if (texts.length + next.length > most) return undefined;
    }
    ends = next;
  }
  return texts;
}

/** The code points from one to another, surrogates left out, and where they lead. */
function* stepsOf({ next, alphabet }: Dfa, state: number): Generator<readonly [number, number, number]> {
  for (const [at, start] of alphabet.starts.entries()) {
    const end = (alphabet.starts[at + 1] ?? 0x110000) - 1;
    const target = next[state * alphabet.size + classOf(alphabet, start)] ?? 0;
    if (end < 0xd800 || start > 0xdfff) yield [start, end, target];
    else {
      if (start < 0xd800) yield [start, 0xd7ff, target];
      if (end > 0xdfff) yield [0xe000, end, target];
    }
  }
}

/** The states from which some text leads on to acceptance. */
function liveStates({ next, accepting, states, alphabet }: Dfa): ReadonlySet<number> {
  const before = Array.from({ length: states }, (): number[] => []);
  for (const [index, target] of next.entries()) before[target]?.push(Math.floor(index / alphabet.size));
  const live = new Set<number>();
  for (let state = 0; state < states; state += 1) if (accepting[state] === 1) live.add(state);
  for (const state of live) for (const from of before[state] ?? []) live.add(from);
  return live;
}
