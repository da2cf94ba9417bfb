import type { CodePointSet } from '../../pattern/code-point-set.ts';
import type { PatternNode } from '../../pattern/pattern-node.ts';
import { anyValue, type Cell, endMark, foldCharacter, type Mark, startMark } from './cell.ts';

type Side = 'start' | 'end';
type Marks = readonly (readonly [respect: string, mark: Mark])[];

const mostEnds = 16;
const mostStretches = 4;
const longestEnd = 256;

/**
 * The cells of the texts in which a pattern is found: by what all of them hold at their start, else at their end, as far
 * as `^` or `$` says so. A character that may be several is passed over: what comes after it has a mark for its place.
 */
export function patternCells(node: PatternNode): readonly Cell[] {
  const starts = marksAt(node, 'start');
  const ends = marksAt(node, 'end');
  if (starts === undefined) return ends === undefined ? [anyValue] : ends.map(cellOf);
  const [onlyEnd = []] = ends?.length === 1 ? ends : [];
  return starts.map((start) => cellOf([...start, ...onlyEnd]));
}

function cellOf(marks: Marks): Cell {
  return { kind: 'present', marks: new Map(marks) };
}

/** The marks of each way in which matches begin (or end); undefined where nothing is known of one of them. */
function marksAt(node: PatternNode, side: Side): readonly Marks[] | undefined {
  const found = draftsAt(node, side)?.map((draft) => marksOf(draft, side));
  return found === undefined || found.some((marks) => marks.length === 0) ? undefined : found;
}

function marksOf({ held, whole, stretches }: Draft, side: Side): Marks {
  if (!held) return [];
  return stretches.flatMap(({ at, text }, index): Marks => {
    const isWhole = whole && index === stretches.length - 1;
    if (text === '' && !isWhole) return [];
    const mark = side === 'start' ? startMark(text, isWhole) : endMark(text, isWhole);
    return [[at === 0 ? side : `${side} ${at}`, mark]];
  });
}

/** Neighbouring characters that are each one. */
interface Stretch {
  /** Characters between it and the end of the value. */
  readonly at: number;
  readonly text: string;
}

/** What matches have at one end. */
interface Draft {
  readonly stretches: readonly Stretch[];
  /** Characters read. */
  readonly length: number;
  /** The pattern holds it at the end of the value; without that it says nothing. */
  readonly held: boolean;
  /** It goes to the other end. */
  readonly whole: boolean;
  /** What is still to be read, the nearest last. `stop` is something that has no fixed length. */
  readonly items: readonly (PatternNode | 'stop')[];
}

function draftsAt(node: PatternNode, side: Side): readonly Draft[] | undefined {
  const done: Draft[] = [];
  const open: Draft[] = [
    { stretches: [{ at: 0, text: '' }], length: 0, held: false, whole: false, items: [node] },
  ];
  for (let draft = open.pop(); draft !== undefined; draft = open.pop()) {
    if (done.length + open.length >= mostEnds) return undefined;
    const next = step(draft, side);
    if (next === undefined) done.push(draft);
    else open.push(...next);
  }
  return done;
}

/** What a draft goes on as; undefined where it has come to its end. */
function step(draft: Draft, side: Side): readonly Draft[] | undefined {
  const { items, held, length } = draft;
  const item = items.at(-1);
  const rest = items.slice(0, -1);
  if (item === undefined || item === 'stop' || draft.whole || length >= longestEnd) return undefined;
  switch (item.kind) {
    case 'sequence': {
      const inOrder = side === 'start' ? item.items.toReversed() : item.items;
      return [{ ...draft, items: [...rest, ...inOrder] }];
    }
    case 'choice':
      return item.options.map((option) => ({ ...draft, items: [...rest, option] }));
    case 'chars': {
      const stretches = held ? longer(draft, item.set, side) : undefined;
      return stretches === undefined ? undefined : [{ ...draft, stretches, length: length + 1, items: rest }];
    }
    case 'assertion': {
      const [near, far] =
        side === 'start' ? (['text_start', 'text_end'] as const) : (['text_end', 'text_start'] as const);
      if (item.assertion === near && length === 0) return [{ ...draft, held: true, items: rest }];
      if (item.assertion === far && held) return [{ ...draft, whole: true, items: rest }];
      return [{ ...draft, items: rest }];
    }
    case 'repeat':
      return repeated(item)?.map((copies) => ({ ...draft, items: [...rest, ...copies] }));
    case 'all':
    case 'not':
      return undefined;
  }
}

function longer({ stretches, length }: Draft, set: CodePointSet, side: Side): readonly Stretch[] | undefined {
  const last = stretches.at(-1);
  const character = foldedCharacter(set);
  if (last === undefined) return undefined;
  if (character !== undefined) {
    const text = side === 'start' ? last.text + character : character + last.text;
    return [...stretches.slice(0, -1), { ...last, text }];
  }
  const next = { at: length + 1, text: '' };
  if (last.text === '' && last.at > 0) return [...stretches.slice(0, -1), next];
  return stretches.length >= mostStretches ? undefined : [...stretches, next];
}

/** The ways to write out a repeat; undefined where it may be left out, or go on for long. */
function repeated({
  item,
  min,
  max,
}: Extract<PatternNode, { kind: 'repeat' }>): readonly Draft['items'][] | undefined {
  if (min === 0) return max === 1 ? [[], [item]] : undefined;
  const copies = Array<PatternNode>(Math.min(min, longestEnd)).fill(item);
  return [max === min && min <= longestEnd ? copies : ['stop', ...copies]];
}

/** The character that all of a few are, in whatever case. */
function foldedCharacter(set: CodePointSet): string | undefined {
  const folded = new Set<string>();
  for (let at = 0; at < set.length; at += 2) {
    const [low = 0, high = 0] = [set[at], set[at + 1]];
    if (high - low > 3) return undefined;
    for (let code = low; code <= high; code += 1) folded.add(foldCharacter(String.fromCodePoint(code)));
  }
  const [only] = folded;
  return folded.size === 1 ? only : undefined;
}
