import { compareUtf8, maxCanonicalDepth } from './opa-canonical-json.ts';

/**
 * What a text stands for that is canonical JSON already (`opaCanonicalJson`), found out by the host's own parser and
 * printer, which are several times as fast. Undefined where it is not, and now and then where it is.
 */
export function canonicalValue(text: string): { readonly value: unknown } | undefined {
  // The printer leaves separators as they are, and a half of a surrogate pair as an escape.
  if (/[\u2028\u2029]|\\ud/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    // A key that stands twice, a space or a digit too many, an escape for nothing: printed it is another text.
    if (JSON.stringify(value) !== text) return undefined;
    // Where no surrogates are, the order of code units is that of UTF-8.
    const compare = /[\ud800-\udfff]/.test(text) ? compareUtf8 : compareUnits;
    return isSorted(value, compare, 0) ? { value } : undefined;
  } catch {
    return undefined;
  }
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function isSorted(value: unknown, compare: (a: string, b: string) => number, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === maxCanonicalDepth) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isSorted(item, compare, depth + 1)) return false;
    return true;
  }
  let before: string | undefined;
  for (const [key, member] of Object.entries(value)) {
    if (before !== undefined && compare(before, key) > 0) return false;
    if (!isSorted(member, compare, depth + 1)) return false;
    before = key;
  }
  return true;
}
