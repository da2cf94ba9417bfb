import {
  anyText,
  literal,
  oneOf,
  optional,
  type PatternNode,
  sequence,
  wholeText,
} from '../pattern/pattern-node.ts';
import type { ArgumentKind } from '../profile/argument-names.ts';
import { type LiteralEnd, literalEnds } from './literal-ends.ts';

/** A text of a pattern that ends (or begins) inside a segment or label, and texts in which the segment goes on. */
export interface LiteralEdge {
  readonly side: 'start' | 'end';
  readonly literal: string;
  readonly part: 'segment' | 'label' | 'word' | 'domain';
  /** Sets of texts that belong to somebody else, the most telling first. */
  readonly strangers: readonly PatternNode[];
}

const rest = optional(sequence(oneOf('/:?#'), anyText));

/**
 * The edges of a pattern over an argument of that kind: beginnings after `^` that stop at a letter or digit without
 * saying what comes next, endings before `$` that begin with one. Whether a pattern really lets a stranger in is for the
 * automata to say.
 */
export function literalEdges(node: PatternNode, kind: ArgumentKind): readonly LiteralEdge[] {
  switch (kind) {
    case 'path':
    case 'url':
    case 'key':
      return [...beginningEdges(node, kind), ...(kind === 'url' ? endingEdges(node, kind) : [])];
    case 'email':
      return endingEdges(node, kind);
    default:
      return [];
  }
}

function beginningEdges(node: PatternNode, kind: 'path' | 'url' | 'key'): readonly LiteralEdge[] {
  const ends = literalEnds(node, 'start') ?? [];
  return ends.flatMap((end): readonly LiteralEdge[] => {
    if (!end.anchored || end.rest === 'edge' || !/[\p{L}\p{N}]$/u.test(end.text) || !goesOn(end)) return [];
    const inHost = kind === 'url' && /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*$/.test(end.text);
    if (kind === 'url' && !end.text.includes('://')) return [];
    const more = inHost
      ? ['.evil.example', 'evil.example', '-evil.example', '2']
      : ['2', '-2', '_2', '.old', 'x'];
    return [
      {
        side: 'start',
        literal: end.text,
        part: inHost ? 'label' : kind === 'key' ? 'word' : 'segment',
        strangers: more.map((text) => wholeText(sequence(literal(end.text + text), rest))),
      },
    ];
  });
}

/** A pattern that ends there, or goes on with anything, did not mean the segment to go on; a class of its own did. */
function goesOn({ rest: after, next }: LiteralEnd): boolean {
  if (after === 'open') return true;
  const [first] = next;
  return first?.kind === 'repeat' && first.item.kind === 'chars' && first.item.set.length > 4;
}

function endingEdges(node: PatternNode, kind: 'url' | 'email'): readonly LiteralEdge[] {
  const ends = literalEnds(node, 'end') ?? [];
  return ends.flatMap((end): readonly LiteralEdge[] => {
    const domain = end.text.replace(/\/$/, '');
    if (!end.anchored || end.rest === 'edge' || !/^[\p{L}\p{N}][^/@:]*\.[\p{L}\p{N}]/u.test(domain))
      return [];
    const heads =
      kind === 'email' ? ['eve@evil', 'eve@evil-'] : ['https://evil', 'http://evil', 'https://evil-'];
    return [
      {
        side: 'end',
        literal: end.text,
        part: 'domain',
        strangers: heads.map((head) => wholeText(literal(head + end.text))),
      },
    ];
  });
}
