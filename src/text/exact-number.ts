import { InexactNumber } from '../model/json.ts';

/**
 * The number a JSON number text stands for, or the text itself where the shortest decimal form of the nearest double
 * is another decimal value (`9007199254740993`, `1e400`). `text` must follow the JSON number grammar. Linear.
 */
export function exactNumber(text: string): number | InexactNumber {
  const value = Number(text);
  return isExact(text, value) ? value : new InexactNumber(text);
}

function isExact(text: string, value: number): boolean {
  if (text.length <= 15 && !hasExponent(text)) return true;
  if (!Number.isFinite(value)) return false;
  const written = decimal(text);
  const read = decimal(String(value));
  return written.digits === read.digits && written.exponent === read.exponent;
}

function hasExponent(text: string): boolean {
  return text.includes('e') || text.includes('E');
}

/** An unsigned decimal as `0.digits × 10^exponent`, without zeros at either end; zero is `''` and 0. */
interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

// The sign is left out: a double always has the sign of its text.
function decimal(text: string): Decimal {
  const mark = Math.max(text.indexOf('e'), text.indexOf('E'));
  const mantissa = text.slice(text.startsWith('-') ? 1 : 0, mark < 0 ? text.length : mark);
  const dot = mantissa.indexOf('.');
  const all = dot < 0 ? mantissa : mantissa.slice(0, dot) + mantissa.slice(dot + 1);
  const first = leadingZeros(all);
  if (first === all.length) return { digits: '', exponent: 0 };
  const power = mark < 0 ? 0 : Number(text.slice(mark + 1));
  const whole = dot < 0 ? mantissa.length : dot;
  return { digits: all.slice(first, significantEnd(all)), exponent: whole - first + power };
}

function leadingZeros(digits: string): number {
  let at = 0;
  while (digits.charCodeAt(at) === 0x30) at++;
  return at;
}

function significantEnd(digits: string): number {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end--;
  return end;
}
