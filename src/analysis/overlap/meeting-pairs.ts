import { type Cell, cellsMeet, type Mark, marksMeet } from './cell.ts';

/** Two indexes, the smaller first. */
export type Pair = readonly [number, number];

/** The cells of one argument of every tenant, by index. */
export type CellColumn = readonly (readonly Cell[])[];

/** Pairs that are counted at most to find the argument that tells tenants apart best. */
const mostCounted = 20_000;

/**
 * Pairs of tenants whose cells meet in every argument, and maybe some whose do not. A pair may come several times. Goes
 * by the argument, and the respect of it, that tells tenants apart best: nothing is compared pair by pair there but
 * what it leaves together.
 */
export function* meetingPairs(columns: readonly CellColumn[], tenants: number): Generator<Pair> {
  let best: () => Iterable<Pair> = () => allPairs(tenants);
  let fewest = Math.min(mostCounted, (tenants * (tenants - 1)) / 2);
  for (const column of columns) {
    for (const respect of respectsOf(column)) {
      const pairs = (): Iterable<Pair> => pairsBy(column, respect);
      const count = countUpTo(pairs(), fewest);
      if (count < fewest) [best, fewest] = [pairs, count];
    }
  }
  for (const pair of best()) if (columns.every((column) => columnMeets(column, pair))) yield pair;
}

function* allPairs(tenants: number): Generator<Pair> {
  for (let later = 1; later < tenants; later += 1) {
    for (let earlier = 0; earlier < later; earlier += 1) yield [earlier, later];
  }
}

function respectsOf(column: CellColumn): ReadonlySet<string> {
  const respects = new Set<string>();
  for (const cells of column) {
    for (const cell of cells)
      if (cell.kind === 'present') for (const respect of cell.marks.keys()) respects.add(respect);
  }
  return respects;
}

function countUpTo(pairs: Iterable<Pair>, most: number): number {
  let count = 0;
  for (const _ of pairs) {
    count += 1;
    if (count >= most) break;
  }
  return count;
}

interface Placed {
  readonly mark: Mark;
  readonly tenant: number;
}

/** Pairs that one respect of an argument does not keep apart. */
function* pairsBy(column: CellColumn, respect: string): Generator<Pair> {
  const placed: Placed[] = [];
  const [open, held, absent] = [new Set<number>(), new Set<number>(), new Set<number>()];
  column.forEach((cells, tenant) => {
    for (const cell of cells) {
      const mark = cell.kind === 'present' ? cell.marks.get(respect) : undefined;
      if (cell.kind === 'absent') absent.add(tenant);
      else if (mark === undefined) open.add(tenant);
      else placed.push({ mark, tenant });
      if (cell.kind === 'present') held.add(tenant);
    }
  });
  yield* sweep(placed);
  for (const tenant of open) for (const other of held) if (other !== tenant) yield inOrder(tenant, other);
  for (const tenant of absent) for (const other of absent) if (other < tenant) yield [other, tenant];
}

// In order, whatever one does not meet any more it will not meet again, and what is kept is a pair.
function* sweep(placed: readonly Placed[]): Generator<Pair> {
  const sorted = placed.toSorted((a, b) => compareMarks(a.mark, b.mark) || a.tenant - b.tenant);
  let near: Placed[] = [];
  for (const next of sorted) {
    near = near.filter(({ mark }) => marksMeet(mark, next.mark));
    for (const { tenant } of near) if (tenant !== next.tenant) yield inOrder(tenant, next.tenant);
    near.push(next);
  }
}

/** By where they begin; of texts those that are only a beginning first. */
function compareMarks(a: Mark, b: Mark): number {
  if (a.kind === 'range' || b.kind === 'range') {
    if (a.kind !== b.kind) return a.kind === 'range' ? 1 : -1;
    return a.kind === 'range' && b.kind === 'range' ? compare(a.min, b.min) : 0;
  }
  return compare(a.text, b.text) || Number(a.whole) - Number(b.whole);
}

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function inOrder(a: number, b: number): Pair {
  return a < b ? [a, b] : [b, a];
}

/** Cells held against each other at most; tenants with more are taken to meet. */
const mostCompared = 10_000;

function columnMeets(column: CellColumn, [a, b]: Pair): boolean {
  const left = column[a] ?? [];
  const right = column[b] ?? [];
  if (left.length * right.length > mostCompared) return true;
  return left.some((cell) => right.some((other) => cellsMeet(cell, other)));
}
