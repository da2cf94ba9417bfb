import { anyCodePoint, type CodePointSet, unionOf } from '../code-point-set.ts';
import { categoryTable } from './category-table.ts';
import { decodeRanges } from './decode-ranges.ts';
import { scriptTable } from './script-table.ts';

const decoded = new Map<string, CodePointSet>();

/**
 * The characters of a general category (`L`, `Lu`) or a script (`Greek`) of Unicode 15.0, or of `Any`; undefined for
 * a name RE2 does not know. Names are told apart by case.
 */
export function propertySet(name: string): CodePointSet | undefined {
  const known = decoded.get(name);
  if (known !== undefined) return known;
  const set = readProperty(name);
  if (set !== undefined) decoded.set(name, set);
  return set;
}

/** Every name that `propertySet` knows. */
export function propertyNames(): string[] {
  const categories = [...categoryTable.keys()];
  return [
    'Any',
    ...new Set(categories.map((name) => name.slice(0, 1))),
    ...categories,
    ...scriptTable.keys(),
  ];
}

function readProperty(name: string): CodePointSet | undefined {
  if (name === 'Any') return anyCodePoint;
  const encoded = categoryTable.get(name) ?? scriptTable.get(name);
  if (encoded !== undefined) return decodeRanges(encoded);
  if (name.length !== 1) return undefined;
  const parts = [...categoryTable].filter(([category]) => category.startsWith(name));
  return parts.length === 0 ? undefined : unionOf(...parts.map(([, ranges]) => decodeRanges(ranges)));
}
