import type { Span } from './located-node.ts';

/** A backslash escape in a double-quoted scalar. `value` is what it stands for, undefined for one that YAML lacks. */
export interface Escape extends Span {
  readonly raw: string;
  readonly value: string | undefined;
}

/** The escapes between `start` and `end`, the offsets of a double-quoted scalar with its quotes. Line folds are none. */
export function scanEscapes(text: string, start: number, end: number): Escape[] {
  const escapes: Escape[] = [];
  let at = text.indexOf('\\', start);
  while (at !== -1 && at < end - 1) {
    const found = readEscape(text, at, end);
    if (found.value !== '') escapes.push(found);
    at = text.indexOf('\\', Math.max(found.end, at + 1));
  }
  return escapes;
}

/** The escape at `at`. A folded line break has the value `''`. */
export function readEscape(text: string, at: number, end: number): Escape {
  const letter = text.charAt(at + 1);
  if (letter === '\n' || (letter === '\r' && text.charAt(at + 2) === '\n')) {
    let past = at + (letter === '\r' ? 3 : 2);
    while (text.charAt(past) === ' ' || text.charAt(past) === '\t') past += 1;
    return { start: at, end: past, raw: text.slice(at, past), value: '' };
  }
  const digits = hexDigits.get(letter);
  const past = Math.min(at + 2 + (digits ?? 0), end);
  const raw = text.slice(at, past);
  if (digits === undefined) return { start: at, end: past, raw, value: simpleEscapes.get(letter) };
  return { start: at, end: past, raw, value: codePoint(raw.slice(2), digits) };
}

function codePoint(hex: string, digits: number): string | undefined {
  if (hex.length !== digits || !/^[0-9a-fA-F]+$/.test(hex)) return undefined;
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

const hexDigits: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['\t', '\t'],
]);
