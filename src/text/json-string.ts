/** A JSON string read: its value and the offset after it, or what is wrong and where. */
export type ReadString =
  | { readonly end: number; readonly value: string; readonly problem?: undefined }
  | { readonly end: number; readonly problem: string };

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Reads the JSON string whose opening quote is at `start`. Lone surrogates are kept, escaped or not. */
export function readJsonString(text: string, start: number): ReadString {
  let value = '';
  let from = start + 1;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return { end: at + 1, value: value + text.slice(from, at) };
    if (code < 0x20) return { end: at, problem: 'a control character in a string' };
    if (code !== 0x5c) continue;
    const escaped = readEscape(text, at);
    if (escaped.problem !== undefined) return escaped;
    value += text.slice(from, at) + escaped.value;
    from = escaped.end;
    at = escaped.end - 1;
  }
  return { end: text.length, problem: 'a string without its closing quote' };
}

function readEscape(text: string, at: number): ReadString {
  const letter = text[at + 1];
  if (letter === undefined) return { end: text.length, problem: 'an escape without its letter' };
  if (letter === 'u') return readCodeUnit(text, at + 2);
  const value = escapes.get(letter);
  return value === undefined
    ? { end: at + 1, problem: 'an escape that JSON does not have' }
    : { end: at + 2, value };
}

function readCodeUnit(text: string, start: number): ReadString {
  let unit = 0;
  for (let at = start; at < start + 4; at++) {
    const digit = hexDigit(text.charCodeAt(at));
    if (digit < 0) return { end: Math.min(at, text.length), problem: 'expected four hex digits after `\\u`' };
    unit = unit * 16 + digit;
  }
  return { end: start + 4, value: String.fromCharCode(unit) };
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
