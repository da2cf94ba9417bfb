import {
  anyCodePoint,
  type CodePointSet,
  complementOf,
  setHas,
  singleCodePoint,
} from '../pattern/code-point-set.ts';
import type { PatternNode } from '../pattern/pattern-node.ts';
import { foldSet } from '../pattern/unicode/fold-set.ts';

/** One of the texts with which what a pattern matches begins, or ends. */
export interface LiteralEnd {
  readonly text: string;
  /** Whether the pattern holds it at the end of the value: `^` before it, or `$` after it. */
  readonly anchored: boolean;
  /**
   * What is at its other side: the other end of the value (`edge`), the end of the pattern without anchor (`open`), or
   * something that is no single text (`more`).
   */
  readonly rest: 'edge' | 'open' | 'more';
  /** What follows (or, for endings, stands before) the text in the pattern, nearest first, where `rest` is `more`. */
  readonly next: readonly PatternNode[];
  /** Some of its dots are wildcards in the pattern. */
  readonly loose: boolean;
}

const mostEnds = 64;
const longestEnd = 1_000;

/**
 * The texts with which a pattern's matches begin (or end): as far as it is characters, choices of them and optional ones.
 * A wildcard that stands alone is taken for a dot, for that is what is mostly meant; a letter of any case for the small
 * one. Undefined where there are more than 64.
 */
export function literalEnds(node: PatternNode, side: 'start' | 'end'): readonly LiteralEnd[] | undefined {
  const done: LiteralEnd[] = [];
  const open: Draft[] = [{ text: '', anchored: false, loose: false, items: [node] }];
  for (let draft = open.pop(); draft !== undefined; draft = open.pop()) {
    if (done.length + open.length >= mostEnds) return undefined;
    const next = step(draft, side);
    if ('rest' in next) done.push(next);
    else open.push(...next.drafts);
  }
  return done;
}

/** The characters that a set stands for where it is one of them: in any case, or a wildcard for a dot. */
function characterOf(set: CodePointSet): string | undefined {
  const single = singleCodePoint(set);
  if (single !== undefined) return String.fromCodePoint(single);
  const low = [...letters].find((letter) => setHas(set, letter.charCodeAt(0)));
  if (low === undefined || set.length > 8) return undefined;
  const code = low.charCodeAt(0);
  const folded = foldSet([code, code]);
  return folded.length === set.length && folded.every((bound, i) => bound === set[i]) ? low : undefined;
}

/** Whether a set is what `.` stands for, newlines included or not. */
export function isWildcard(set: CodePointSet): boolean {
  return [anyCodePoint, allButNewline].some(
    (wildcard) => set.length === wildcard.length && wildcard.every((bound, i) => bound === set[i]),
  );
}

const allButNewline = complementOf([0x0a, 0x0a]);
const letters = 'abcdefghijklmnopqrstuvwxyz';

interface Draft {
  readonly text: string;
  readonly anchored: boolean;
  readonly loose: boolean;
  /** What is still to be read, the nearest first. */
  readonly items: readonly PatternNode[];
}

type Step = LiteralEnd | { readonly drafts: readonly Draft[] };

function step(draft: Draft, side: 'start' | 'end'): Step {
  const { text, anchored, loose } = draft;
  const [item, ...rest] = draft.items;
  if (item === undefined) return { text, anchored, loose, rest: 'open', next: [] };
  const stop = (): LiteralEnd => ({ text, anchored, loose, rest: 'more', next: draft.items });
  switch (item.kind) {
    case 'sequence': {
      const inOrder = side === 'start' ? item.items : [...item.items].reverse();
      return { drafts: [{ ...draft, items: [...inOrder, ...rest] }] };
    }
    case 'choice':
      return {
        drafts: [...item.options].reverse().map((option) => ({ ...draft, items: [option, ...rest] })),
      };
    case 'chars': {
      const character = characterOf(item.set) ?? (isWildcard(item.set) ? '.' : undefined);
      if (character === undefined || text.length >= longestEnd) return stop();
      const longer = side === 'start' ? text + character : character + text;
      const isLoose = loose || characterOf(item.set) === undefined;
      return { drafts: [{ ...draft, text: longer, loose: isLoose, items: rest }] };
    }
    case 'assertion': {
      const near = side === 'start' ? 'text_start' : 'text_end';
      const far = side === 'start' ? 'text_end' : 'text_start';
      if (item.assertion === near && text === '')
        return { drafts: [{ ...draft, anchored: true, items: rest }] };
      if (item.assertion === far) return { text, anchored, loose, rest: 'edge', next: [] };
      return { drafts: [{ ...draft, items: rest }] };
    }
    case 'repeat': {
      if (item.min !== 0 || item.max !== 1) return stop();
      return {
        drafts: [
          { ...draft, items: rest },
          { ...draft, items: [item.item, ...rest] },
        ],
      };
    }
    default:
      return stop();
  }
}
