import type { TemplateText } from '../../model/template-text.ts';
import { referenceText } from './reference-text.ts';

/** Where a reference may not stand in a pattern, and why. Indices are in the scalar's value. */
interface ReferenceMisuse {
  readonly index: number;
  readonly end: number;
  readonly message: string;
  readonly help: string;
}

/** A pattern in which each reference is a group that holds a letter, as its value will be a group of quoted text. */
export interface PatternText {
  readonly source: string;
  /** The index in the scalar's value of an index in `source`. */
  readonly written: (index: number) => number;
  readonly misuses: readonly ReferenceMisuse[];
}

const standIn = '(?:x)';

/** The pattern of a regex matcher as it can be parsed before its references are put in. */
export function patternText(text: TemplateText): PatternText {
  const pieces: Piece[] = [];
  const misuses: ReferenceMisuse[] = [];
  let context: Context = 'plain';
  let source = '';
  let written = 0;
  for (const [nth, part] of text.entries()) {
    if (typeof part === 'string') {
      for (const piece of part.split(/(?<=\$\{)/)) {
        // A `${` in the value was written `$${`: one unit more, in front of it.
        const dollar = piece.endsWith('${') ? piece.length - 2 : piece.length;
        pieces.push({ from: source.length, written, units: dollar });
        pieces.push({
          from: source.length + dollar,
          written: written + dollar + 1,
          units: piece.length - dollar,
        });
        source += piece;
        written += piece.length + (dollar < piece.length ? 1 : 0);
      }
      context = contextAfter(part, context);
      continue;
    }
    const length = referenceText(part).length;
    pieces.push({ from: source.length, written, units: 0 });
    const next = text[nth + 1];
    const why = misuse(context, source, typeof next === 'string' ? next : '');
    if (why !== undefined) misuses.push({ index: written, end: written + length, ...why });
    if (context === 'escaped') context = 'plain';
    source += standIn;
    written += length;
  }
  pieces.push({ from: source.length, written, units: Number.MAX_SAFE_INTEGER });
  return { source, misuses, written: (index) => writtenIndex(pieces, index) };
}

/** A stretch of the source that is written as it stands, from where; `units` 0 for one that is a reference. */
interface Piece {
  readonly from: number;
  readonly written: number;
  readonly units: number;
}

function writtenIndex(pieces: readonly Piece[], index: number): number {
  const piece = pieces.findLast(({ from }) => from <= index);
  if (piece === undefined) return 0;
  return piece.written + Math.min(index - piece.from, piece.units);
}

/** What the end of a piece of pattern leaves open. */
type Context = 'plain' | 'escaped' | 'class' | 'class escaped' | 'quoted';

function contextAfter(text: string, before: Context): Context {
  let context = before;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    switch (context) {
      case 'escaped':
        context = character === 'Q' ? 'quoted' : 'plain';
        break;
      case 'quoted':
        if (text.startsWith('\\E', at)) {
          context = 'plain';
          at += 1;
        }
        break;
      case 'class escaped':
        context = 'class';
        break;
      case 'class':
        at += posixNameLength(text, at);
        if (character === '\\') context = 'class escaped';
        else if (character === ']') context = 'plain';
        break;
      case 'plain':
        if (character === '\\') context = 'escaped';
        else if (character === '[') {
          context = 'class';
          // A bracket right after the opening one stands for itself.
          at += /^\^?\]?/.exec(text.slice(at + 1, at + 3))?.[0].length ?? 0;
        }
    }
  }
  return context;
}

function posixNameLength(text: string, at: number): number {
  return text.startsWith('[:', at)
    ? (/^\[:\^?[a-z]{1,10}:\]/.exec(text.slice(at, at + 16))?.[0].length ?? 1) - 1
    : 0;
}

function misuse(
  context: Context,
  before: string,
  after: string,
): { message: string; help: string } | undefined {
  const help = 'put the reference outside: its value stands for itself there, as one group';
  switch (context) {
    case 'class':
    case 'class escaped':
      return { message: 'a reference may not stand inside a class', help };
    case 'quoted':
      return { message: 'a reference may not stand between \\Q and \\E', help };
    case 'escaped':
      return {
        message: 'a backslash before a reference means nothing',
        help: 'remove the backslash; `$${` writes `${`',
      };
    case 'plain':
      // A brace with nothing before it that could repeat, or behind a backslash, stands for itself.
      if (!/[^\\(|^]\{(?:\d*,)?$/.test(before) || !/^(?:,\d*)?\}/.test(after)) return undefined;
      return {
        message: 'a reference cannot be how often something repeats',
        help: 'write the number itself',
      };
  }
}
