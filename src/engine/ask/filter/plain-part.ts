import type { Scalar } from '../../../model/json.ts';
import { InexactNumber } from '../../../model/json.ts';
import { isWellFormed } from '../../../pattern/well-formed.ts';

/** Levels of `$and`, `$or`, `must` and the like in one filter. */
export const mostLevels = 16;

/** A scalar that every store reads as the same value. */
export function isPlainScalar(value: unknown): value is Scalar {
  if (typeof value === 'string') return isWellFormed(value);
  return typeof value === 'boolean' || isPlainNumber(value);
}

export function isPlainNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** What a value is, for a person who wonders why it is not understood. */
export function partName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof InexactNumber) return 'a number that would lose digits';
  if (typeof value === 'string' && !isWellFormed(value)) return 'half a character';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const prototypeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Why no store has a field of that name that all of its parts read alike; undefined where it may. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'an empty name';
  if (prototypeKeys.has(name)) return 'a name that JavaScript gives a meaning of its own';
  if (!isWellFormed(name)) return 'half a character in a name';
  return /\p{Cc}/u.test(name) ? 'a control character in a name' : undefined;
}
