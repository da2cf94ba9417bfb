import { singleCodePoint } from './code-point-set.ts';
import type { PatternNode } from './pattern-node.ts';

/**
 * Longest text that is searched for. The host's search may look at each place of a text as often as what it searches
 * for is long, so that has to be short.
 */
export const longestNeedle = 16;

/** What plain text tells of a pattern before any automaton is asked. */
export interface LiteralFacts {
  /** The pattern is this comparison and nothing else. */
  readonly test:
    | { readonly where: 'start' | 'end' | 'anywhere' | 'whole'; readonly literal: string }
    | undefined;
  /** Every text that matches holds this; empty where nothing is known. */
  readonly needle: string;
}

export function literalFacts(node: PatternNode): LiteralFacts {
  const items = flatten(node);
  const fromStart = isAssertion(items[0], 'text_start');
  const toEnd = isAssertion(items[items.length - 1], 'text_end');
  const characters = items.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined).map(characterOf);
  const literal = characters.every((character) => character !== undefined) ? characters.join('') : undefined;
  const needle = shortened(longestRun(items));
  const where = fromStart ? (toEnd ? 'whole' : 'start') : toEnd ? 'end' : 'anywhere';
  const isTest = literal !== undefined && (where !== 'anywhere' || literal.length <= longestNeedle);
  return { test: isTest ? { where, literal } : undefined, needle };
}

/** The beginning of a text, cut between characters. */
function shortened(text: string): string {
  let short = '';
  for (const character of text) {
    if (short.length + character.length > longestNeedle) break;
    short += character;
  }
  return short;
}

/** The parts of a sequence, those of sequences in it included. */
function flatten(node: PatternNode): readonly PatternNode[] {
  return node.kind === 'sequence' ? node.items.flatMap(flatten) : [node];
}

function isAssertion(node: PatternNode | undefined, what: string): boolean {
  return node?.kind === 'assertion' && node.assertion === what;
}

function characterOf(node: PatternNode): string | undefined {
  const code = node.kind === 'chars' ? singleCodePoint(node.set) : undefined;
  return code === undefined ? undefined : String.fromCodePoint(code);
}

/** The longest stretch of plain characters; assertions between them take no room. */
function longestRun(items: readonly PatternNode[]): string {
  let longest = '';
  let run = '';
  for (const item of items) {
    if (item.kind === 'assertion') continue;
    const character = characterOf(item);
    run = character === undefined ? '' : run + character;
    if (run.length > longest.length) longest = run;
  }
  return longest;
}
