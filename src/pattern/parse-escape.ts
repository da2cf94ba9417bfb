import { escapeHelp } from './escape-help.ts';
import { fail, type PatternReader, takeCodePoint, takeText } from './pattern-reader.ts';

const controls: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
]);

/**
 * Reads the escape of one character, from its backslash: `\.`, `\n`, `\x41`, `\x{1F600}`, `\012`. `inClass` makes the
 * help fit. Answers the code point.
 */
export function parseEscape(reader: PatternReader, inClass: boolean): number | undefined {
  const start = reader.at;
  reader.at += 1;
  const code = takeCodePoint(reader);
  if (code === undefined) {
    return fail(reader, start, start + 1, 'the pattern ends in a backslash', 'write \\\\ for a backslash');
  }
  const letter = String.fromCodePoint(code);
  const control = controls.get(letter);
  if (control !== undefined) return control;
  if (letter === 'x') return parseHex(reader, start);
  if (letter >= '0' && letter <= '7') return parseOctal(reader, start, code - 0x30);
  if (code < 0x80 && !/[0-9A-Za-z]/.test(letter)) return code;
  const { message, help } = escapeHelp(letter, inClass);
  return fail(reader, start, reader.at, message, help);
}

function parseHex(reader: PatternReader, start: number): number | undefined {
  if (!takeText(reader, '{')) {
    const digits = reader.source.slice(reader.at, reader.at + 2);
    if (!/^[0-9A-Fa-f]{2}$/.test(digits)) {
      return fail(reader, start, reader.at, '\\x needs two hex digits', 'write \\x41 or \\x{1F600}');
    }
    reader.at += 2;
    return Number.parseInt(digits, 16);
  }
  const close = reader.source.indexOf('}', reader.at);
  const digits = close < 0 ? '' : reader.source.slice(reader.at, close);
  if (!/^[0-9A-Fa-f]+$/.test(digits)) {
    return fail(reader, start, reader.at, '\\x{ needs hex digits and a closing brace', 'write \\x{1F600}');
  }
  reader.at = close + 1;
  const code = Number.parseInt(digits, 16);
  if (code <= 0x10ffff) return code;
  return fail(reader, start, reader.at, 'there is no such character', 'the last one is \\x{10FFFF}');
}

/** `\0`, and with at least two digits `\1` to `\7`: up to three octal digits. One digit alone would be a backreference. */
function parseOctal(reader: PatternReader, start: number, first: number): number | undefined {
  const isOctal = (at: number): boolean => /^[0-7]$/.test(reader.source.charAt(at));
  if (first > 0 && !isOctal(reader.at)) {
    const { message, help } = escapeHelp('1', false);
    return fail(reader, start, reader.at, message, help);
  }
  let code = first;
  for (let taken = 1; taken < 3 && isOctal(reader.at); taken += 1) {
    code = code * 8 + Number(reader.source.charAt(reader.at));
    reader.at += 1;
  }
  return code;
}
