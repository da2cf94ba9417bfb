import type { LimitOutcome, LimitRequest, LimitStanding, LimitStore } from './limit-store.ts';
import type { SlidingWindow } from './sliding-window.ts';
import { createSlidingWindow } from './sliding-window.ts';

interface TenantCounters {
  clock: number;
  /** How many counters call for a sweep: a glob in a plan makes one for every tool name that is used. */
  sweepAt: number;
  readonly windows: Map<
    string,
    { readonly count: number; readonly unitMs: number; readonly window: SlidingWindow }
  >;
}

/** Counts in this process's memory: exact, gone with the process, not shared between processes. */
export function createMemoryLimitStore(): LimitStore {
  const tenants = new Map<string, TenantCounters>();
  return {
    take(tenant, requests, now) {
      let counters = tenants.get(tenant);
      if (counters === undefined) {
        counters = { clock: Number.isFinite(now) ? now : 0, sweepAt: 1024, windows: new Map() };
        tenants.set(tenant, counters);
      }
      // A time that is none would stay the latest for ever.
      if (Number.isFinite(now)) counters.clock = Math.max(counters.clock, now);
      return takeAll(counters, requests);
    },
  };
}

function takeAll(counters: TenantCounters, requests: readonly LimitRequest[]): LimitOutcome {
  const now = counters.clock;
  const windows: SlidingWindow[] = [];
  let taken = true;
  for (const request of requests) {
    const window = windowFor(counters, request);
    windows.push(window);
    if (window.used(now) >= request.count) taken = false;
  }
  const standings: LimitStanding[] = [];
  for (const window of windows) {
    if (taken) window.take(now);
    standings.push({ used: window.used(now), waitMs: taken ? 0 : window.wait(now) });
  }
  return { taken, standings };
}

// A counter whose limit was changed starts anew: its history was kept for another span.
function windowFor(counters: TenantCounters, request: LimitRequest): SlidingWindow {
  const known = counters.windows.get(request.key);
  if (known !== undefined && known.count === request.count && known.unitMs === request.unitMs)
    return known.window;
  if (counters.windows.size >= counters.sweepAt) sweep(counters);
  const window = createSlidingWindow(request.count, request.unitMs);
  counters.windows.set(request.key, { count: request.count, unitMs: request.unitMs, window });
  return window;
}

// Forgets counters that hold nothing any more.
function sweep(counters: TenantCounters): void {
  for (const [key, { window }] of counters.windows) {
    if (window.used(counters.clock) === 0) counters.windows.delete(key);
  }
  counters.sweepAt = Math.max(1024, counters.windows.size * 2);
}
