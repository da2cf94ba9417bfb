import { matchesToolName, toolGlobTokens } from '../tool-name.ts';

/** Whether some tool name is matched by both entries. */
export function toolGlobsOverlap(a: string, b: string): boolean {
  if (a === '**' || b === '**') return true;
  const left = toolGlobTokens(a);
  const right = toolGlobTokens(b);
  // Pairs of positions that one name can lead to.
  const seen = new Set<number>();
  const open: (readonly [number, number])[] = [[0, 0]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [i, j] = pair;
    const key = i * (right.length + 1) + j;
    if (seen.has(key)) continue;
    seen.add(key);
    if (i === left.length && j === right.length) return true;
    for (const next of successors(left[i], right[j], i, j)) open.push(next);
  }
  return false;
}

function successors(
  x: string | undefined,
  y: string | undefined,
  i: number,
  j: number,
): readonly (readonly [number, number])[] {
  const next: (readonly [number, number])[] = [];
  if (isStar(x)) next.push([i + 1, j]);
  if (isStar(y)) next.push([i, j + 1]);
  if (isStar(x) && y !== undefined && !isStar(y) && matchesToolName(x === '**' ? 'x**' : 'x*', `x${y}`))
    next.push([i, j + 1]);
  if (isStar(y) && x !== undefined && !isStar(x) && matchesToolName(y === '**' ? 'x**' : 'x*', `x${x}`))
    next.push([i + 1, j]);
  if (x !== undefined && x === y && !isStar(x)) next.push([i + 1, j + 1]);
  return next;
}

function isStar(token: string | undefined): boolean {
  return token === '*' || token === '**';
}
