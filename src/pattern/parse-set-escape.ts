import { type CodePointSet, codePointSet, complementOf } from './code-point-set.ts';
import { comesNext, fail, type PatternReader } from './pattern-reader.ts';
import { foldSet } from './unicode/fold-set.ts';
import { propertyNames, propertySet } from './unicode/property-set.ts';

/** The ASCII digits, letters, ... of `\d`, `\w`, `\s`. */
export const perlSets: ReadonlyMap<string, CodePointSet> = new Map([
  ['d', [0x30, 0x39]],
  ['s', codePointSet([0x09, 0x0a, 0x0c, 0x0d, 0x20, 0x20])],
  ['w', codePointSet([0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a])],
]);

/** A set as named in a pattern, with its sign. */
export interface NamedSet {
  readonly set: CodePointSet;
  readonly negated: boolean;
}

/**
 * Reads `\d`, `\pL`, `\P{Greek}` and the like, from the backslash, if that is what comes next. Answers `none`, with
 * nothing taken, if it is not.
 */
export function parseSetEscape(reader: PatternReader): NamedSet | 'none' | undefined {
  const letter = reader.source.charAt(reader.at + 1);
  if (!comesNext(reader, '\\') || letter === '') return 'none';
  if (letter === 'p' || letter === 'P') return parseProperty(reader, letter === 'P');
  const set = perlSets.get(letter.toLowerCase());
  if (set === undefined) return 'none';
  reader.at += 2;
  return { set, negated: letter < 'a' };
}

/** The set that is meant: folded where case is ignored, then negated. */
export function resolveNamedSet(reader: PatternReader, { set, negated }: NamedSet): CodePointSet {
  const folded = reader.flags.ignoreCase ? foldSet(set) : set;
  reader.setSize += folded.length;
  return negated ? complementOf(folded) : folded;
}

function parseProperty(reader: PatternReader, upper: boolean): NamedSet | undefined {
  const start = reader.at;
  const code = reader.source.codePointAt(start + 2);
  if (code === undefined) {
    return fail(
      reader,
      start,
      start + 2,
      `${upper ? '\\P' : '\\p'} needs a name`,
      'write \\p{Lu}, \\pL or \\p{Greek}',
    );
  }
  let name = String.fromCodePoint(code);
  reader.at = start + 2 + name.length;
  if (name === '{') {
    const close = reader.source.indexOf('}', reader.at);
    if (close < 0) return fail(reader, start, reader.at, 'the closing brace is missing', 'write \\p{Greek}');
    name = reader.source.slice(reader.at, close);
    reader.at = close + 1;
  }
  const inner = name.startsWith('^');
  const set = propertySet(inner ? name.slice(1) : name);
  if (set !== undefined) return { set, negated: upper !== inner };
  return fail(
    reader,
    start,
    reader.at,
    `no category or script is called "${shortened(name)}"`,
    propertyHelp(name),
  );
}

function propertyHelp(name: string): string {
  const bare = name.replace(/^\^|^(script|sc|Script|gc)=/g, '').toLowerCase();
  const near = propertyNames().find((known) => known.toLowerCase() === bare);
  return near === undefined
    ? 'write a general category such as L, Lu or Nd, or a script such as Greek'
    : `write \\p{${near}}`;
}

function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}...` : name;
}
