import { InexactNumber } from '../model/json.ts';

/**
 * JSON text of a value, `InexactNumber`s in it included, for `readExact`. What JSON has no word for, such as members
 * that are undefined, is left out.
 */
export function writeExact(value: unknown): string {
  return JSON.stringify(value, marked);
}

/** What `writeExact` wrote; whoever asks says what that was. Throws on text that is no JSON. */
export function readExact<Value>(text: string): Value {
  // Few texts hold a mark, and asking about each member takes its time.
  return text.includes(writtenMark) ? JSON.parse(text, unmarked) : JSON.parse(text);
}

// Begins the text of an inexact number, and, twice, a text that begins with it itself.
const mark = '\u0000';
const writtenMark = '"\\u0000';

function marked(_key: string, value: unknown): unknown {
  if (value instanceof InexactNumber) return mark + value.text;
  return typeof value === 'string' && value.startsWith(mark) ? mark + value : value;
}

function unmarked(_key: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith(mark)) return value;
  const rest = value.slice(mark.length);
  return rest.startsWith(mark) ? rest : new InexactNumber(rest);
}
