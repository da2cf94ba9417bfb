import { type CodePointSet, codePointSet } from '../code-point-set.ts';

/** Reads a set in the form of the tables beside this file: gap and length less one, in base 36. */
export function decodeRanges(encoded: string): CodePointSet {
  const ranges: number[] = [];
  let at = 0;
  let low = -1;
  for (const part of encoded.split(' ')) {
    const number = Number.parseInt(part, 36);
    if (low < 0) {
      low = at + number;
      continue;
    }
    ranges.push(low, low + number);
    at = low + number + 1;
    low = -1;
  }
  return codePointSet(ranges);
}
