import { InexactNumber } from '../model/json.ts';

/** What a value is, as the language sees it. `other` is whatever is not plain JSON data. */
export type DataType = 'absent' | 'string' | 'number' | 'inexact' | 'boolean' | 'list' | 'object' | 'other';

/** Null and undefined are both `absent`. A number that is not finite is `other`. */
export function dataType(value: unknown): DataType {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return Number.isFinite(value) ? 'number' : 'other';
    case 'boolean':
      return 'boolean';
    case 'undefined':
      return 'absent';
    case 'object':
      if (value === null) return 'absent';
      if (Array.isArray(value)) return 'list';
      if (value instanceof InexactNumber) return 'inexact';
      return isPlainObject(value) ? 'object' : 'other';
    default:
      return 'other';
  }
}

/** An object as JSON text gives it: no class instance, no Map, no Date. */
export function isPlainObject(value: unknown): value is { readonly [key: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || isForeignObjectPrototype(prototype);
}

// An object of another realm (a worker's vm context) has its own Object.prototype.
function isForeignObjectPrototype(prototype: unknown): boolean {
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, 'hasOwnProperty') &&
    Object.hasOwn(prototype, '__proto__')
  );
}

/** An own property, or undefined. */
export function ownProperty(value: { readonly [key: string]: unknown }, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

