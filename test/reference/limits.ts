import type { Reading } from './reading.ts';

/** What decisions leave behind: when each counter was taken, and the latest time that each tenant saw. In milliseconds. */
export interface LimitState {
  readonly taken: Map<string, number[]>;
  readonly clocks: Map<string, number>;
}

/** A limit that a call must have room in. */
export interface Limit {
  /** What it counts, within the tenant. */
  readonly counter: string;
  /** As written, `50/hour`. */
  readonly rate: string;
}

export function newLimitState(): LimitState {
  return { taken: new Map(), clocks: new Map() };
}

/**
 * Takes all limits at once if all have room; else nothing, and says in how many whole seconds all may have room again.
 * "N per unit means: never more than N in any half-open span (t - unit, t], and a call is refused only if N were taken
 * in it." "The clock is per tenant; one that steps back is held, not believed."
 */
export function takeLimits(
  tenant: string,
  limits: readonly Limit[],
  time: number,
  state: LimitState,
  reading: Reading,
): { readonly retryAfter: number } | 'taken' {
  if (limits.length === 0) return 'taken';
  const now = reading.clockHeld ? Math.max(time, state.clocks.get(tenant) ?? time) : time;
  state.clocks.set(tenant, now);
  const keyOf = (limit: Limit): string =>
    JSON.stringify([reading.limitsByTenant ? tenant : '', limit.counter]);
  const waits = limits.map((limit) => waitFor(limit.rate, state.taken.get(keyOf(limit)) ?? [], now, reading));
  const wait = Math.max(...waits);
  if (wait === 0 || !reading.refusedTakesNothing) {
    for (const limit of limits)
      state.taken.set(keyOf(limit), [...(state.taken.get(keyOf(limit)) ?? []), now]);
  }
  return wait === 0 ? 'taken' : { retryAfter: Math.ceil(wait / 1000) };
}

/** Milliseconds until the limit has room; 0 if it has. */
function waitFor(rate: string, taken: readonly number[], now: number, reading: Reading): number {
  const [count = '', unit = ''] = rate.split('/');
  const inSpan = taken.filter((at) =>
    reading.spanHalfOpen ? at > now - unitMs(unit) : at >= now - unitMs(unit),
  );
  if (inSpan.length < Number(count)) return 0;
  const mustLeave = inSpan[inSpan.length - Number(count)] ?? now;
  return Math.max(1, mustLeave + unitMs(unit) - now);
}

const units: ReadonlyMap<string, number> = new Map([
  ['s', 1000],
  ['second', 1000],
  ['m', 60_000],
  ['min', 60_000],
  ['minute', 60_000],
  ['h', 3_600_000],
  ['hour', 3_600_000],
  ['d', 86_400_000],
  ['day', 86_400_000],
]);

function unitMs(unit: string): number {
  const ms = units.get(unit);
  if (ms === undefined) throw new Error(`no unit: ${unit}`);
  return ms;
}
