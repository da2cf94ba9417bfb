import { literal, type PatternNode, wholeText } from './pattern-node.ts';

/** The language of one text: `text` itself, from end to end. */
export function exactly(text: string): PatternNode {
  return wholeText(literal(text));
}
