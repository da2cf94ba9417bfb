import { type CodePointSet, unionOf } from '../code-point-set.ts';
import { decodeRanges } from '../unicode/decode-ranges.ts';
import { pathAlikeTable } from '../unicode/path-alike-table.ts';
import { propertySet } from '../unicode/property-set.ts';

/**
 * Characters that have no place in text that names a resource: control (Cc) and format (Cf) characters, the
 * bidirectional ones among them.
 */
export function invisibleCharacters(): CodePointSet {
  return unionOf(propertySet('Cc') ?? [], propertySet('Cf') ?? []);
}

/** Characters that a reader which applies NFKC takes for a dot, a slash or a backslash, or for a text that holds one. */
export function pathAlikes(): CodePointSet {
  return decodeRanges(pathAlikeTable);
}
