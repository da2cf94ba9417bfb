/** Counts of one stretch of time. `start` in milliseconds since 1970; one number a column. */
interface CountedBucket {
  readonly start: number;
  readonly counts: readonly number[];
}

/** Counts by time: stretches of one width, in order, those that have any. */
export interface TimeBuckets {
  readonly widthMs: number;
  readonly buckets: readonly CountedBucket[];
}

/** Counts as times come, in any order. */
export interface TimeCounter {
  readonly add: (time: number, column: number) => void;
  readonly result: () => TimeBuckets;
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

/** Each width is a whole number of the one before, so that stretches can be put together; past them four times as wide. */
const widths = [
  second,
  10 * second,
  minute,
  5 * minute,
  15 * minute,
  hour,
  6 * hour,
  day,
  7 * day,
  28 * day,
] as const;

/** The width for something that happens by that unit, in milliseconds. */
export function widthFor(unitMs: number): number {
  return widths.find((width) => width >= unitMs) ?? 28 * day;
}

/** A time that a date stands for: others are not counted. */
export function isDate(time: number): boolean {
  return Math.abs(time) <= 8.64e15;
}

/**
 * Counts in stretches of `widthMs` (one of `widthFor`), or as much wider as needed for there to be at most `most` of
 * them. What comes out depends on what was counted, and not on its order.
 */
export function createTimeCounter(widthMs: number, columns: number, most: number): TimeCounter {
  let width = widthMs;
  let counted = new Map<number, number[]>();
  const add = (start: number, column: number, count: number): void => {
    const counts = counted.get(start) ?? Array.from({ length: columns }, () => 0);
    counts[column] = (counts[column] ?? 0) + count;
    counted.set(start, counts);
  };
  return {
    add: (time, column) => {
      add(startOf(time, width), column, 1);
      while (counted.size > most) {
        const finer = counted;
        counted = new Map();
        width = nextWidth(width);
        for (const [start, counts] of finer)
          for (const [at, count] of counts.entries()) add(startOf(start, width), at, count);
      }
    },
    result: () => ({
      widthMs: width,
      buckets: [...counted].sort(([a], [b]) => a - b).map(([start, counts]) => ({ start, counts })),
    }),
  };
}

/** Both together: the same as if one had counted all. */
export function mergeTimeBuckets(one: TimeBuckets, other: TimeBuckets, most: number): TimeBuckets {
  let merged = widen([...one.buckets, ...other.buckets], Math.max(one.widthMs, other.widthMs));
  while (merged.buckets.length > most) merged = widen(merged.buckets, nextWidth(merged.widthMs));
  return merged;
}

/** The same in stretches of that width or more; of what is wider already nothing changes. */
export function widened({ widthMs, buckets }: TimeBuckets, leastMs: number): TimeBuckets {
  return widthMs >= leastMs ? { widthMs, buckets } : widen(buckets, leastMs);
}

function widen(buckets: readonly CountedBucket[], widthMs: number): TimeBuckets {
  const counted = new Map<number, readonly number[]>();
  for (const { start, counts } of buckets) {
    const wide = startOf(start, widthMs);
    const known = counted.get(wide);
    counted.set(wide, known === undefined ? counts : known.map((count, at) => count + (counts[at] ?? 0)));
  }
  return {
    widthMs,
    buckets: [...counted].sort(([a], [b]) => a - b).map(([start, counts]) => ({ start, counts })),
  };
}

function startOf(time: number, width: number): number {
  return Math.floor(time / width) * width + 0;
}

function nextWidth(width: number): number {
  return widths.find((wider) => wider > width) ?? width * 4;
}
