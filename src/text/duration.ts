import { longUnitMs, shortUnitMs } from './time-units.ts';

/**
 * Milliseconds of a duration such as `600s`, `10min` or `90days`: a whole number and a unit. A timeout knows seconds to
 * days and is above zero; retention also knows weeks, months (30 days) and years (365 days). Undefined for anything
 * else and for what no safe integer holds.
 */
export function parseDuration(text: string, kind: 'timeout' | 'retention'): number | undefined {
  const parts = /^(\d{1,12}) ?([a-z]+)$/.exec(text);
  const count = Number(parts?.[1]);
  const unitMs = (kind === 'timeout' ? shortUnitMs : longUnitMs).get(parts?.[2] ?? '');
  if (unitMs === undefined || (kind === 'timeout' && count === 0)) return undefined;
  const ms = count * unitMs;
  return Number.isSafeInteger(ms) ? ms : undefined;
}

/** A duration as a person writes it, in the largest unit that holds it exactly: `10min`, `90days`, `250ms`. */
export function formatDuration(ms: number): string {
  for (const [unit, name] of spoken) {
    const count = ms / unit;
    if (Number.isInteger(count) && count !== 0) return `${count}${count === 1 ? name.one : name.many}`;
  }
  return ms === 0 ? '0s' : `${ms}ms`;
}

const spoken = [
  [31_536_000_000, { one: 'year', many: 'years' }],
  [86_400_000, { one: 'day', many: 'days' }],
  [3_600_000, { one: 'h', many: 'h' }],
  [60_000, { one: 'min', many: 'min' }],
  [1000, { one: 's', many: 's' }],
] as const;
