/** Past this many a limit is counted in slots of `unit / SLOTS` instead of one by one. */
const SLOTS = 4096;

/** What was taken of one limit. Times in milliseconds; they never run backwards. */
export interface SlidingWindow {
  /** Calls that count at `now`. */
  used(now: number): number;
  /** Takes one. The caller has seen that `used(now)` is below the limit. */
  take(now: number): void;
  /** Milliseconds until there is room, where there is none at `now`. */
  wait(now: number): number;
}

/**
 * Counts at most `count` in any half-open span (t − unit, t]. Up to 4,096 exactly; past that in 4,096 slots of the
 * unit, so that never more than `count` are taken in a span, and one is refused only if `count` were taken within
 * unit × (1 + 1/4096).
 */
export function createSlidingWindow(count: number, unitMs: number): SlidingWindow {
  return count <= SLOTS ? createExactWindow(count, unitMs) : createSlottedWindow(unitMs, count);
}

// A ring of the times taken, oldest first, grown as needed: most tenants never come near their limits.
function createExactWindow(count: number, unitMs: number): SlidingWindow {
  let ring = new Float64Array(Math.min(count, 4));
  let first = 0;
  let size = 0;
  const oldest = (): number => ring[first] ?? 0;
  const forget = (now: number): void => {
    while (size > 0 && oldest() <= now - unitMs) {
      first = (first + 1) % ring.length;
      size -= 1;
    }
  };
  const grow = (): void => {
    const larger = new Float64Array(Math.min(count, ring.length * 2));
    for (let at = 0; at < size; at++) larger[at] = ring[(first + at) % ring.length] ?? 0;
    ring = larger;
    first = 0;
  };
  return {
    used(now) {
      forget(now);
      return size;
    },
    take(now) {
      forget(now);
      if (size === ring.length) grow();
      ring[(first + size) % ring.length] = now;
      size += 1;
    },
    wait(now) {
      // With count 0 there never is room; a whole unit is the most honest number.
      if (count === 0) return unitMs;
      forget(now);
      return size < count ? 0 : oldest() + unitMs - now;
    },
  };
}

interface SlotCount {
  readonly slot: number;
  taken: number;
}

// Slots that hold something, oldest first. A slot counts until it lies wholly outside the span.
function createSlottedWindow(unitMs: number, count: number): SlidingWindow {
  const slots: SlotCount[] = [];
  let first = 0;
  let total = 0;
  const forget = (now: number): void => {
    const gone = slotOf(now, unitMs) - SLOTS;
    for (let slot = slots[first]; slot !== undefined && slot.slot < gone; slot = slots[first]) {
      total -= slot.taken;
      first += 1;
    }
    if (first > SLOTS) {
      slots.splice(0, first);
      first = 0;
    }
  };
  return {
    used(now) {
      forget(now);
      return total;
    },
    take(now) {
      forget(now);
      const slot = slotOf(now, unitMs);
      const last = slots.at(-1);
      if (last?.slot === slot) last.taken += 1;
      else slots.push({ slot, taken: 1 });
      total += 1;
    },
    wait(now) {
      forget(now);
      let freed = total - count;
      for (let at = first; at < slots.length; at++) {
        const slot = slots[at];
        if (slot === undefined) break;
        freed -= slot.taken;
        if (freed < 0) return slotStart(slot.slot + SLOTS + 1, unitMs) - now;
      }
      return 0;
    },
  };
}

// In two steps, so that no product passes 2^53.
function slotOf(time: number, unitMs: number): number {
  const units = Math.floor(time / unitMs);
  return units * SLOTS + Math.floor(((time - units * unitMs) * SLOTS) / unitMs);
}

function slotStart(slot: number, unitMs: number): number {
  const units = Math.floor(slot / SLOTS);
  return units * unitMs + ((slot - units * SLOTS) * unitMs) / SLOTS;
}
