import { compileScanner } from '../../src/pattern/compile-scanner.ts';
import { parsePattern } from '../../src/pattern/parse-pattern.ts';
import type { PatternNode } from '../../src/pattern/pattern-node.ts';
import type { Scanner } from '../../src/pattern/scanner.ts';

/** The node of a pattern that is known to be one. */
export function nodeOf(source: string, ignoreCase = false): PatternNode {
  const parsed = parsePattern(source, { ignoreCase });
  if (!parsed.ok) throw new Error(`${source}: ${parsed.error.message}`);
  return parsed.node;
}

export function scannerOf(nodes: readonly PatternNode[]): Scanner {
  const result = compileScanner(nodes);
  if (!result.ok) throw new Error(`pattern ${result.pattern} passes the budget of ${result.budget}`);
  return result.scanner;
}

/** The indexes of the patterns that match. */
export function matching(scanner: Scanner, text: string): number[] {
  const out = new Uint32Array(scanner.words).fill(0xffffffff);
  if (!scanner.scan(text, out)) throw new Error('half a surrogate pair');
  return Array.from({ length: scanner.words * 32 }, (_, i) => i).filter(
    (i) => (((out[i >>> 5] ?? 0) >>> (i & 31)) & 1) === 1,
  );
}

export function matches(node: PatternNode, text: string): boolean {
  return matching(scannerOf([node]), text).length === 1;
}

/** How many times as many cases as usual a property test runs. */
export const effort: number = process.env.BULKHEAD_LONG === '1' ? 50 : 1;
