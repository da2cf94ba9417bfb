const longestWord = 64;

/**
 * The candidate that a mistyped `word` most likely means, or undefined where none is near: at most one edit in three
 * characters (an insertion, deletion, substitution or swap of neighbours), three at most, case aside. Of equally near
 * candidates the first wins. Linear in the number of candidates.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length === 0 || word.length > longestWord) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bound = Math.min(Math.floor(wanted.length / 3), 3);
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > bound) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), bound);
    if (distance > bound || candidate === word) continue;
    best = candidate;
    bound = distance - 1;
    if (bound < 0) break;
  }
  return best;
}

/** Optimal string alignment distance, or anything above `bound` where it is larger. */
function editDistance(a: string, b: string, bound: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= b.length; column += 1) {
      const cell = cheapest(a, b, row, column, { beforeLast, last, left: current[column - 1] ?? 0 });
      current.push(cell);
      smallest = Math.min(smallest, cell);
    }
    if (smallest > bound) return smallest;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

interface Neighbours {
  readonly beforeLast: readonly number[];
  readonly last: readonly number[];
  readonly left: number;
}

function cheapest(a: string, b: string, row: number, column: number, near: Neighbours): number {
  const same = a[row - 1] === b[column - 1];
  const substituted = (near.last[column - 1] ?? 0) + (same ? 0 : 1);
  const cost = Math.min(substituted, (near.last[column] ?? 0) + 1, near.left + 1);
  const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
  return swapped ? Math.min(cost, (near.beforeLast[column - 2] ?? 0) + 1) : cost;
}
