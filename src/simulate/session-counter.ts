/** Tells how many different sessions there were, in bounded memory. */
export interface SessionCounter {
  readonly add: (session: string) => void;
  /** What was seen, so that parts of a run can be counted together: the smallest digests, at most `mostSessions` + 1. */
  readonly digests: () => readonly number[];
}

/** As many are counted exactly. */
export const mostSessions = 65_536;

/** One more is kept, to tell that there are more. */
const mostKept = mostSessions + 1;
const digestRange = 2 ** 53;

/** Keeps the smallest digests of what it is told: the same whatever the order, and whatever was told twice. */
export function createSessionCounter(): SessionCounter {
  let kept = new Set<number>();
  let limit = digestRange;
  const settle = (): void => {
    if (kept.size <= mostKept) return;
    const smallest = smallestOf(kept);
    limit = smallest.at(-1) ?? limit;
    kept = new Set(smallest);
  };
  return {
    add: (session) => {
      const digest = digestOf(session);
      if (digest > limit) return;
      kept.add(digest);
      if (kept.size >= 2 * mostKept) settle();
    },
    digests: () => {
      settle();
      return [...kept];
    },
  };
}

/**
 * How many different sessions have these digests, told by one counter or by several: exactly up to `mostSessions`, past that
 * estimated to about half a percent.
 */
export function countSessions(digests: Iterable<number>): number {
  const different = new Set(digests);
  if (different.size <= mostSessions) return different.size;
  return estimate(smallestOf(different));
}

function smallestOf(digests: ReadonlySet<number>): readonly number[] {
  return Array.from(Float64Array.from(digests).sort().subarray(0, mostKept));
}

/** The more there are, the closer to zero is the last of the smallest. */
function estimate(smallest: readonly number[]): number {
  const last = smallest.at(-1) ?? digestRange;
  return Math.round(mostSessions / (last / digestRange));
}

/** 53 bits: two runs of FNV-1a over UTF-16 code units, each mixed, for it is uneven by itself. */
function digestOf(text: string): number {
  let [low, high] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
  }
  return mixed(low) + (mixed(high ^ low) >>> 11) * 2 ** 32;
}

function mixed(hash: number): number {
  let value = hash;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
