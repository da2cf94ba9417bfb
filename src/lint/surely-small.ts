import type { CodePointSet } from '../pattern/code-point-set.ts';
import type { PatternNode } from '../pattern/pattern-node.ts';

const stateLimit = 1_000;

/**
 * Whether a pattern's automaton is small without building it: true only where it has at most 1,000 states. It knows
 * patterns that are one character after the other, with `^` in front and `$` at the end or not.
 *
 * A state is the set of the pattern's beginnings that the text so far ends with. The longest of them, and which
 * characters stood where the pattern takes several, tell all the others. Anchored, there is one beginning at a time.
 */
export function isSurelySmall(node: PatternNode): boolean {
  const items = node.kind === 'sequence' ? node.items : [node];
  const anchored = isAssertion(items[0], 'text_start');
  const body = items.slice(anchored ? 1 : 0, isAssertion(items.at(-1), 'text_end') ? -1 : items.length);
  const sets: CodePointSet[] = [];
  for (const item of body) {
    if (item.kind !== 'chars' || sets.length >= stateLimit) return false;
    sets.push(item.set);
  }
  return anchored || statesBound(sets) <= stateLimit;
}

function statesBound(sets: readonly CodePointSet[]): number {
  const single = new Set<number>();
  let wide = 0;
  for (const set of sets) {
    const only = onlyMember(set);
    if (only === undefined) wide += 1;
    else single.add(only);
  }
  // What can be told apart of a character: each single one, else which of the wide sets hold it.
  const kinds = single.size + 2 ** wide;
  let texts = 1;
  let states = 1;
  for (const set of sets) {
    if (onlyMember(set) === undefined) texts *= kinds;
    states += texts;
    if (states > stateLimit) break;
  }
  return states;
}

function onlyMember(set: CodePointSet): number | undefined {
  const [first, last] = set;
  return set.length === 2 && first === last ? first : undefined;
}

function isAssertion(node: PatternNode | undefined, assertion: 'text_start' | 'text_end'): boolean {
  return node?.kind === 'assertion' && node.assertion === assertion;
}
