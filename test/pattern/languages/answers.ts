import type { PatternNode } from '../../../src/pattern/pattern-node.ts';
import { scannerOf } from '../matching.ts';

/** What a matcher whose languages are these says to a text; ill-formed text is unclear. */
export function answersOf(
  canonical: PatternNode,
  ...wanted: readonly PatternNode[]
): (text: string) => 'yes' | 'no' | 'unclear' {
  const scanner = scannerOf([canonical, ...wanted]);
  const out = new Uint32Array(scanner.words);
  return (text) => {
    if (!scanner.scan(text, out)) return 'unclear';
    const [bits = 0] = out;
    if (bits > 1) return 'yes';
    return bits === 1 ? 'no' : 'unclear';
  };
}
