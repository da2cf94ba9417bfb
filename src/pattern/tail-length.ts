import type { PatternNode } from './pattern-node.ts';

/**
 * How many UTF-16 units at the end of a text decide whether a pattern matches, where that is a number: the pattern
 * ends with the text, has a longest match, and looks at nothing before it. Undefined for every other pattern.
 */
export function tailLength(node: PatternNode): number | undefined {
  if (node.kind !== 'sequence') return undefined;
  const last = node.items.at(-1);
  if (last?.kind !== 'assertion' || last.assertion !== 'text_end') return undefined;
  const longest = longestMatch({ kind: 'sequence', items: node.items.slice(0, -1) });
  // A code point takes two units at the most.
  return longest === undefined ? undefined : longest * 2;
}

/** Code points of the longest stretch; undefined where there is no longest, or where something looks around. */
function longestMatch(node: PatternNode): number | undefined {
  switch (node.kind) {
    case 'chars':
      return 1;
    case 'sequence':
      return node.items.reduce<number | undefined>((sum, item) => plus(sum, longestMatch(item)), 0);
    case 'choice':
      return node.options.reduce<number | undefined>((most, option) => larger(most, longestMatch(option)), 0);
    case 'repeat': {
      const item = longestMatch(node.item);
      return item === undefined || node.max === undefined ? undefined : item * node.max;
    }
    default:
      return undefined;
  }
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.max(a, b);
}
