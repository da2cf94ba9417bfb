import { InexactNumber } from '../../model/json.ts';
import { isPlainObject } from '../plain-data.ts';

/** Largest arguments: UTF-8 bytes of their JSON text without white space, and levels of nesting. */
export const maxArgumentsBytes = 1_048_576;
const maxArgumentsLevels = 64;

export type ArgumentsSize = 'fits' | 'too_many_bytes' | 'too_deep';

/** Measures arguments; the arguments object itself is level 1. Stops as soon as a limit is passed. */
export function measureArguments(value: unknown): ArgumentsSize {
  if (areSmallScalars(value)) return 'fits';
  // Most other arguments are small too: a rough upper bound per string settles them without looking at its characters.
  const rough = measure(value, (text) => text.length * 6 + 2);
  return rough === 'too_many_bytes' ? measure(value, jsonTextBytes) : rough;
}

/** Whether the arguments are scalars only and so short that nothing needs to be counted. */
function areSmallScalars(value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  let units = 0;
  for (const key in value) {
    // An inherited key is counted too, which only makes the bound rougher.
    const item = value[key];
    if (typeof item === 'object' && item !== null) return false;
    units += key.length + (typeof item === 'string' ? item.length : 32);
  }
  return units * 8 < maxArgumentsBytes;
}

function measure(root: unknown, textBytes: (text: string) => number): ArgumentsSize {
  let bytes = 0;
  const visit = (value: unknown, level: number): ArgumentsSize => {
    if (typeof value === 'string') bytes += textBytes(value);
    else if (typeof value !== 'object' || value === null) bytes += scalarBytes(value);
    else if (value instanceof InexactNumber) bytes += value.text.length;
    else if (level > maxArgumentsLevels) return 'too_deep';
    else if (Array.isArray(value)) {
      bytes += 1 + Math.max(1, value.length);
      for (const item of value) {
        const size = visit(item, level + 1);
        if (size !== 'fits') return size;
      }
    } else if (isPlainObject(value)) {
      bytes += 1;
      let first = 1;
      for (const key of Object.keys(value)) {
        bytes += textBytes(key) + 2;
        first = 0;
        const size = visit(value[key], level + 1);
        if (size !== 'fits') return size;
      }
      bytes += first;
    } else bytes += 2;
    return bytes > maxArgumentsBytes ? 'too_many_bytes' : 'fits';
  };
  return visit(root, 1);
}

function scalarBytes(value: unknown): number {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value).length : 4;
}

/** UTF-8 bytes of a string as JSON text, quotes and shortest escapes included. */
function jsonTextBytes(text: string): number {
  let bytes = 2;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20) bytes += code === 8 || code === 9 || code === 10 || code === 12 || code === 13 ? 2 : 6;
    else if (code === 0x22 || code === 0x5c) bytes += 2;
    else if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xe000) bytes += 6;
    else bytes += code < 0x10000 ? 3 : 4;
    if (bytes > maxArgumentsBytes) return bytes;
  }
  return bytes;
}
