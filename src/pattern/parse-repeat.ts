import { fail, type PatternReader } from './pattern-reader.ts';

/** A repetition operator: how often, and where it stands, a `?` behind it included. */
export interface Repetition {
  readonly min: number;
  readonly max: number | undefined;
  readonly start: number;
  readonly end: number;
}

const highest = 1000;

/**
 * Reads `*`, `+`, `?` or `{2,5}`, and the `?` that only asks for the shorter match. Answers `none` where a brace opens
 * no repetition and so stands for itself.
 */
export function parseRepeat(reader: PatternReader): Repetition | 'none' | undefined {
  const start = reader.at;
  const bounds = parseBounds(reader);
  if (bounds === 'none' || bounds === undefined) return bounds;
  if (reader.source.charAt(reader.at) === '?') reader.at += 1;
  return { ...bounds, start, end: reader.at };
}

interface Bounds {
  readonly min: number;
  readonly max: number | undefined;
}

function parseBounds(reader: PatternReader): Bounds | 'none' | undefined {
  const start = reader.at;
  const operator = reader.source.charAt(start);
  reader.at += 1;
  if (operator === '*') return { min: 0, max: undefined };
  if (operator === '+') return { min: 1, max: undefined };
  if (operator === '?') return { min: 0, max: 1 };
  reader.at = start;
  // Sticky, and the digits are counted, so that a wall of braces costs no more than its length.
  const braces = /\{(0|[1-9][0-9]*)(,(0|[1-9][0-9]*)?)?\}/y;
  braces.lastIndex = start;
  const found = braces.exec(reader.source);
  if (found === null) return 'none';
  const min = Number(found[1]);
  const max = found[2] === undefined ? min : found[3] === undefined ? undefined : Number(found[3]);
  reader.at += found[0].length;
  if (min > highest || (max ?? 0) > highest) {
    return fail(
      reader,
      start,
      reader.at,
      `a repetition goes to ${highest} at most`,
      'use a smaller number, or * or +',
    );
  }
  if (max !== undefined && max < min) {
    return fail(reader, start, reader.at, 'the repetition runs backwards', `write {${max},${min}}`);
  }
  return { min, max };
}
