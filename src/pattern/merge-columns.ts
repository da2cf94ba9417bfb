/** Classes that lead from every state to the same one, joined. `names` gives for each old class its new one. */
export interface MergedColumns {
  readonly names: Uint16Array;
  readonly size: number;
  readonly next: Int32Array;
}

export function mergeColumns(next: Int32Array, states: number, size: number): MergedColumns {
  const names = new Uint16Array(size);
  const kept: number[] = [];
  const byHash = new Map<number, number[]>();
  for (let c = 0; c < size; c += 1) {
    let hash = 0;
    for (let state = 0; state < states; state += 1)
      hash = Math.imul(hash ^ (next[state * size + c] ?? 0), 0x01000193);
    const candidates = byHash.get(hash) ?? [];
    const equal = candidates.find((name) => areEqual(next, states, size, kept[name] ?? 0, c));
    names[c] = equal ?? kept.length;
    if (equal !== undefined) continue;
    byHash.set(hash, [...candidates, kept.length]);
    kept.push(c);
  }
  const merged = new Int32Array(states * kept.length);
  for (let state = 0; state < states; state += 1) {
    kept.forEach((c, name) => {
      merged[state * kept.length + name] = next[state * size + c] ?? 0;
    });
  }
  return { names, size: kept.length, next: merged };
}

function areEqual(next: Int32Array, states: number, size: number, left: number, right: number): boolean {
  for (let state = 0; state < states; state += 1) {
    if (next[state * size + left] !== next[state * size + right]) return false;
  }
  return true;
}
