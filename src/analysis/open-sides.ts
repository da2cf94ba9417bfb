import { anyText, literal, type PatternNode, sequence, wholeText } from '../pattern/pattern-node.ts';
import { isWildcard } from './literal-ends.ts';
import { isEmptyLanguage, type Language, type LanguageAlgebra } from './language/language-algebra.ts';

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
export function openSides(node: PatternNode, algebra: LanguageAlgebra): OpenSides {
  const options = alternatives(node);
  const found = options.map((option) => algebra.of(keyOf(option), () => option));
  const starts = options.map((option, i) => isOpen(option, found[i] ?? algebra.none, 'start', algebra));
  const ends = options.map((option, i) => isOpen(option, found[i] ?? algebra.none, 'end', algebra));
  const [start, end] = [starts.includes(true), ends.includes(true)];
  return { start, end, mixed: (start && starts.includes(false)) || (end && ends.includes(false)) };
}

/** The alternatives of a pattern, those in a group around all of it included. */
function alternatives(node: PatternNode): readonly PatternNode[] {
  return node.kind === 'choice' ? node.options.flatMap(alternatives) : [node];
}

const keys = new WeakMap<PatternNode, string>();
let lastKey = 0;

/** Nodes are told apart by identity. */
function keyOf(node: PatternNode): string {
  const key = keys.get(node) ?? `node ${(lastKey += 1)}`;
  keys.set(node, key);
  return key;
}

function isOpen(node: PatternNode, found: Language, side: 'start' | 'end', algebra: LanguageAlgebra): boolean {
  if (found === algebra.none || hasOwnWildcard(node, side)) return false;
  // `all` is read as a stretch of its own: what stands around it moves no anchor in it.
  const stretch: PatternNode = { kind: 'all', nodes: [sequence(anyText, node, anyText)] };
  const line = literal('\n');
  const longer = side === 'start' ? sequence(anyText, line, stretch) : sequence(stretch, line, anyText);
  const around = algebra.of(`${keyOf(node)} ${side}`, () => wholeText(longer));
  return isEmptyLanguage(algebra.and(around, algebra.not(found)));
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
