import type { JsonObject } from '../../model/json.ts';
import { memberOf } from './json-parts.ts';

/** An inclusive range of numbers; absent ends are open. */
export interface Span {
  readonly min?: number;
  readonly max?: number;
}

/** The span that the numbers at some keys of a schema make: the strictest of each side. */
export function writtenSpan(schema: JsonObject, lowest: readonly string[], highest: readonly string[]): Span {
  return spanOf(numbersAt(schema, lowest), numbersAt(schema, highest));
}

/** What lies in both. */
export function narrower(a: Span, b: Span): Span {
  return spanOf(
    [a.min, b.min].filter((end) => end !== undefined),
    [a.max, b.max].filter((end) => end !== undefined),
  );
}

/** The smallest span around both. */
export function wider(a: Span, b: Span): Span {
  return {
    ...(a.min === undefined || b.min === undefined ? {} : { min: Math.min(a.min, b.min) }),
    ...(a.max === undefined || b.max === undefined ? {} : { max: Math.max(a.max, b.max) }),
  };
}

/** Whether some number lies in both. */
export function spansMeet(a: Span, b: Span): boolean {
  const { min = -Infinity, max = Infinity } = narrower(a, b);
  return min <= max;
}

function spanOf(lowest: readonly number[], highest: readonly number[]): Span {
  return {
    ...(lowest.length === 0 ? {} : { min: Math.max(...lowest) }),
    ...(highest.length === 0 ? {} : { max: Math.min(...highest) }),
  };
}

function numbersAt(schema: JsonObject, keys: readonly string[]): readonly number[] {
  return keys.map((key) => memberOf(schema, key)).filter((value) => typeof value === 'number');
}
