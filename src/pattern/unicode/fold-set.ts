import { firstAtLeast } from '../../text/first-at-least.ts';
import { type CodePointSet, codePointSet } from '../code-point-set.ts';
import { foldTable } from './fold-table.ts';

interface Folding {
  /** Every character that folds, ascending. */
  readonly foldable: readonly number[];
  readonly orbits: ReadonlyMap<number, readonly number[]>;
}

let loaded: Folding | undefined;

/** The set with all characters that are equal to one of it by simple case folding (Unicode 15.0). */
export function foldSet(set: CodePointSet): CodePointSet {
  const ranges = [...set];
  for (let i = 0; i < set.length; i += 2) addFolded(set[i] ?? 0, set[i + 1] ?? 0, ranges);
  return ranges.length === set.length ? set : codePointSet(ranges);
}

function addFolded(low: number, high: number, ranges: number[]): void {
  if (high < 0x80) {
    addAsciiFolded(low, high, ranges);
    return;
  }
  const { foldable, orbits } = folding();
  for (let i = firstAtLeast(foldable, low); ; i += 1) {
    const code = foldable[i];
    if (code === undefined || code > high) return;
    for (const other of orbits.get(code) ?? []) {
      if (other < low || other > high) ranges.push(other, other);
    }
  }
}

/** ASCII needs no table: the letters of either case, and the two that fold to one from outside. */
function addAsciiFolded(low: number, high: number, ranges: number[]): void {
  for (let code = Math.max(low, 0x41); code <= Math.min(high, 0x7a); code += 1) {
    const letter = code | 0x20;
    if (letter < 0x61 || letter > 0x7a) continue;
    ranges.push(code ^ 0x20, code ^ 0x20);
    if (letter === 0x6b) ranges.push(0x212a, 0x212a);
    if (letter === 0x73) ranges.push(0x17f, 0x17f);
  }
}

function folding(): Folding {
  loaded ??= readFolding();
  return loaded;
}

function readFolding(): Folding {
  const orbits = new Map<number, readonly number[]>();
  for (const text of foldTable.split(',')) {
    const orbit = text.split(' ').map((part) => Number.parseInt(part, 36));
    for (const code of orbit) orbits.set(code, orbit);
  }
  return { orbits, foldable: [...orbits.keys()].sort((a, b) => a - b) };
}
