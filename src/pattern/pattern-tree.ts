import type { Repetition } from './parse-repeat.ts';
import { choice, type PatternNode, repeat, sequence } from './pattern-node.ts';
import { fail, type PatternFlags, type PatternReader } from './pattern-reader.ts';

/** The tree of a pattern while it grows: open groups on a stack, so that deep nesting costs no call stack. */
export interface PatternTree {
  add(node: PatternNode): void;
  nextOption(): void;
  /** Opens a group whose parenthesis stands at `start`. */
  openGroup(reader: PatternReader, start: number): boolean;
  closeGroup(reader: PatternReader): boolean;
  repeat(reader: PatternReader, repetition: Repetition): boolean;
  /** What comes next may be repeated although a repetition came before. */
  endRepetition(): void;
  /** The whole, at the end of the source. */
  close(reader: PatternReader): PatternNode | undefined;
}

interface Frame {
  readonly start: number;
  readonly flags: PatternFlags | undefined;
  readonly options: PatternNode[];
  items: PatternNode[];
  /** For each item, the product of the counts nested in it. */
  weights: number[];
  /** The largest weight in `options`. */
  weight: number;
}

/** Deepest nesting of groups, as in RE2's Go port. */
const deepest = 1000;
/** Highest product of nested counts, as in RE2. */
const highestProduct = 1000;

export function patternTree(): PatternTree {
  const stack: Frame[] = [];
  let frame = openFrame(0, undefined);
  let lastRepetition: Repetition | undefined;

  const add = (node: PatternNode, weight: number): void => {
    frame.items.push(node);
    frame.weights.push(weight);
    lastRepetition = undefined;
  };
  return {
    add: (node) => add(node, 1),
    nextOption: () => {
      endOption(frame);
      lastRepetition = undefined;
    },
    openGroup: (reader, start) => {
      if (stack.length >= deepest) {
        return failed(
          reader,
          start,
          reader.at,
          `groups nest at most ${deepest} deep`,
          'use fewer parentheses',
        );
      }
      stack.push(frame);
      frame = openFrame(start, reader.flags);
      lastRepetition = undefined;
      return true;
    },
    closeGroup: (reader) => {
      reader.at += 1;
      const outer = stack.pop();
      if (outer === undefined) {
        return failed(
          reader,
          reader.at - 1,
          reader.at,
          'no group is open here',
          'write \\) for the parenthesis itself',
        );
      }
      const closed = frame;
      frame = outer;
      if (closed.flags !== undefined) reader.flags = closed.flags;
      endOption(closed);
      add(choice(...closed.options), closed.weight);
      return true;
    },
    repeat: (reader, repetition) => {
      const problem = lastRepetition;
      lastRepetition = repetition;
      return problem === undefined
        ? repeatLast(reader, frame, repetition)
        : failTwice(reader, problem, repetition);
    },
    endRepetition: () => {
      lastRepetition = undefined;
    },
    close: (reader) => {
      if (stack.length > 0) {
        return fail(
          reader,
          frame.start,
          frame.start + 1,
          'the group does not end',
          'add ), or write \\( for the parenthesis itself',
        );
      }
      endOption(frame);
      return choice(...frame.options);
    },
  };
}

function openFrame(start: number, flags: PatternFlags | undefined): Frame {
  return { start, flags, options: [], items: [], weights: [], weight: 1 };
}

function endOption(frame: Frame): void {
  frame.options.push(sequence(...frame.items));
  for (const weight of frame.weights) frame.weight = Math.max(frame.weight, weight);
  frame.items = [];
  frame.weights = [];
}

function repeatLast(reader: PatternReader, frame: Frame, { min, max, start, end }: Repetition): boolean {
  const item = frame.items.pop();
  const inner = frame.weights.pop();
  if (item === undefined || inner === undefined) {
    const operator = reader.source.slice(start, end);
    return failed(
      reader,
      start,
      end,
      `there is nothing before ${operator} to repeat`,
      `write \\${operator} for the character itself`,
    );
  }
  const isCounted = reader.source.charAt(start) === '{';
  const factor = isCounted ? Math.max(max ?? min, 1) : 1;
  const weight = inner * factor;
  if (isCounted && Math.max(min, max ?? 0) >= 2 && weight > highestProduct) {
    return failed(
      reader,
      start,
      end,
      `nested repetitions multiply to more than ${highestProduct}`,
      'use smaller numbers, or * or +',
    );
  }
  frame.items.push(repeat(item, min, max));
  frame.weights.push(weight);
  return true;
}

function failTwice(reader: PatternReader, first: Repetition, second: Repetition): boolean {
  const operator = reader.source.slice(second.start, second.end);
  const message =
    operator === '+'
      ? 'a possessive repetition is not part of the dialect'
      : `${operator} repeats a repetition`;
  const help =
    operator === '+'
      ? 'leave out the second +: matching takes linear time anyway'
      : 'put the first one in (?:...)';
  return failed(reader, first.start, second.end, message, help);
}

function failed(reader: PatternReader, index: number, end: number, message: string, help: string): boolean {
  fail(reader, index, end, message, help);
  return false;
}
