import type { PatternNode } from '../../pattern/pattern-node.ts';

/**
 * The languages that matchers ask of one argument's text. Each is added once and answered by one bit of the scanner's
 * result.
 */
export interface TextLanguages {
  /** The bit of the language called `key`; `make` builds it where it is new. */
  add(key: string, make: () => PatternNode): number;
  readonly keys: readonly string[];
  readonly nodes: readonly PatternNode[];
}

export function createTextLanguages(): TextLanguages {
  const bits = new Map<string, number>();
  const keys: string[] = [];
  const nodes: PatternNode[] = [];
  return {
    keys,
    nodes,
    add(key, make) {
      const known = bits.get(key);
      if (known !== undefined) return known;
      const bit = nodes.length;
      nodes.push(make());
      keys.push(key);
      bits.set(key, bit);
      return bit;
    },
  };
}
