const heights = '▁▂▃▄▅▆▇█';

/** Counts of a stretch of time that begins at `start`, in milliseconds. */
export interface TimedCount {
  readonly start: number;
  readonly count: number;
}

/** The time that a bar shows, in milliseconds. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** The time that all stretches of `widthMs` lie in; undefined where there are none. */
export function spanOf(
  rows: readonly { readonly widthMs: number; readonly counts: readonly TimedCount[] }[],
): TimeSpan | undefined {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { widthMs, counts } of rows) {
    for (const { start } of counts) {
      from = Math.min(from, start);
      to = Math.max(to, start + widthMs);
    }
  }
  return from < to ? { from, to } : undefined;
}

/**
 * A bar of that many columns, higher where more was counted; what occurs at all is seen. A stretch that is wider than a
 * column is spread over those that it covers.
 */
export function timeBar(
  counts: readonly TimedCount[],
  widthMs: number,
  { from, to }: TimeSpan,
  columns: number,
): string {
  const column = (to - from) / columns;
  const sums = Array.from({ length: columns }, () => 0);
  for (const { start, count } of counts) {
    const first = Math.max(0, Math.floor((start - from) / column));
    const end = Math.min(columns, Math.max(first + 1, Math.ceil((start + widthMs - from) / column)));
    for (let at = first; at < end; at++) sums[at] = (sums[at] ?? 0) + count / (end - first);
  }
  const highest = Math.max(...sums);
  return sums.map((sum) => (sum === 0 ? '·' : (heights[Math.ceil((sum / highest) * 8) - 1] ?? '█'))).join('');
}

/** `2026-01-31 10:05`, UTC. */
export function minuteText(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}
