import { type CodePointSet, codePointSet, complementOf } from './code-point-set.ts';
import { parseEscape } from './parse-escape.ts';
import { parseSetEscape, resolveNamedSet } from './parse-set-escape.ts';
import { comesNext, fail, type PatternReader, setBudget, takeCodePoint, takeText } from './pattern-reader.ts';
import { posixSets } from './posix-sets.ts';
import { foldSet } from './unicode/fold-set.ts';

/** Reads a bracket expression, from its `[`. */
export function parseClass(reader: PatternReader): CodePointSet | undefined {
  const start = reader.at;
  reader.at += 1;
  const negated = takeText(reader, '^');
  const ranges: number[] = [];
  const first = reader.at;
  while (reader.at === first || !comesNext(reader, ']')) {
    if (reader.at >= reader.source.length) {
      return fail(
        reader,
        start,
        reader.source.length,
        'the closing ] is missing',
        'add ], or write \\[ for the bracket itself',
      );
    }
    if (!parseMember(reader, ranges)) return undefined;
    if (ranges.length + reader.setSize > setBudget) return failSize(reader, start);
  }
  reader.at += 1;
  const set = codePointSet(ranges);
  const folded = reader.flags.ignoreCase ? foldSet(set) : set;
  reader.setSize += folded.length;
  return negated ? complementOf(folded) : folded;
}

/** Says that the pattern's sets are too many. */
export function failSize(reader: PatternReader, index: number): undefined {
  return fail(
    reader,
    index,
    reader.at,
    'the pattern holds too many large character sets',
    'use fewer of \\p{..}, or smaller ones',
  );
}

function parseMember(reader: PatternReader, ranges: number[]): boolean {
  if (comesNext(reader, '[:')) {
    const posix = parsePosix(reader);
    if (posix === undefined) return false;
    if (posix !== 'none') {
      for (const bound of posix) ranges.push(bound);
      return true;
    }
  }
  const named = parseSetEscape(reader);
  if (named === undefined) return false;
  if (named === 'none') return parseRange(reader, ranges);
  for (const bound of resolveNamedSet(reader, named)) ranges.push(bound);
  return true;
}

function parsePosix(reader: PatternReader): CodePointSet | 'none' | undefined {
  const start = reader.at;
  if (reader.lastPosixEnd < start + 2) return 'none';
  const close = reader.source.indexOf(':]', start + 2);
  const name = reader.source.slice(start + 2, close);
  const negated = name.startsWith('^');
  const set = posixSets.get(negated ? name.slice(1) : name);
  if (set === undefined) {
    const names = [...posixSets.keys()].join(', ');
    return fail(reader, start, close + 2, 'no such class', `write [:name:] with one of ${names}`);
  }
  reader.at = close + 2;
  return resolveNamedSet(reader, { set, negated });
}

function parseRange(reader: PatternReader, ranges: number[]): boolean {
  const start = reader.at;
  const low = parseClassCharacter(reader);
  if (low === undefined) return false;
  let high: number | undefined = low;
  if (comesNext(reader, '-') && reader.at + 1 < reader.source.length && !comesNext(reader, '-]')) {
    reader.at += 1;
    high = parseClassCharacter(reader);
    if (high === undefined) return false;
  }
  if (high < low) {
    fail(
      reader,
      start,
      reader.at,
      'the range runs backwards',
      'write the lower character first, or \\- for a hyphen',
    );
    return false;
  }
  ranges.push(low, high);
  return true;
}

function parseClassCharacter(reader: PatternReader): number | undefined {
  return comesNext(reader, '\\') ? parseEscape(reader, true) : takeCodePoint(reader);
}
