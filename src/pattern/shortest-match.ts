import type { Alphabet } from './alphabet.ts';
import { classOf } from './alphabet.ts';
import type { Budget, Overrun } from './budget.ts';
import { compileDfa } from './compile-dfa.ts';
import type { Dfa } from './dfa.ts';
import type { PatternNode } from './pattern-node.ts';

export type ShortestMatch =
  /** `text` is undefined where nothing matches. */
  { readonly ok: true; readonly text: string | undefined } | { readonly ok: false; readonly budget: Overrun };

/** A shortest text in which the node is found, in characters a person can read where there is a choice. */
export function shortestMatch(node: PatternNode, budget?: Budget): ShortestMatch {
  const result = compileDfa(node, budget);
  return result.ok ? { ok: true, text: shortestText(result.dfa) } : result;
}

/** A shortest text that the automaton accepts; undefined where it accepts none. */
export function shortestText(dfa: Dfa): string | undefined {
  const classes = readableClasses(dfa.alphabet);
  const size = dfa.alphabet.size;
  const cameFrom = new Map<number, { readonly state: number; readonly character: string } | undefined>([
    [0, undefined],
  ]);
  for (const state of cameFrom.keys()) {
    if (dfa.accepting[state] === 1) return textTo(state, cameFrom);
    for (const [index, character] of classes) {
      const target = dfa.next[state * size + index] ?? 0;
      if (!cameFrom.has(target)) cameFrom.set(target, { state, character });
    }
  }
  return undefined;
}

function textTo(
  end: number,
  cameFrom: ReadonlyMap<number, { readonly state: number; readonly character: string } | undefined>,
): string {
  const characters: string[] = [];
  for (let step = cameFrom.get(end); step !== undefined; step = cameFrom.get(step.state))
    characters.push(step.character);
  return characters.reverse().join('');
}

const favourites =
  'abcdefghijklmnopqrstuvwxyz0123456789_-./@:ABCDEFGHIJKLMNOPQRSTUVWXYZ ~!#$%&()*+,;<=>?[]^`{|}"\'\\';

/** Every class with a character of it, those with readable ones first. */
export function readableClasses(alphabet: Alphabet): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const character of favourites) {
    const index = classOf(alphabet, character.charCodeAt(0));
    if (!found.has(index)) found.set(index, character);
  }
  const starts = [...alphabet.starts];
  for (const [i, start] of [...starts.entries()]
    .reverse()
    .sort(([, a], [, b]) => Number(a < 0xa1) - Number(b < 0xa1))) {
    const index = alphabet.classes[i] ?? 0;
    if (!found.has(index)) found.set(index, String.fromCodePoint(start === 0xd800 ? 0xe000 : start));
  }
  return found;
}
