import type { Rate } from '../model/rule.ts';

/** How what one thing lets happen relates to what another lets happen. */
export type Effect = 'wider' | 'narrower' | 'changed';

/**
 * How a limit changes: `wider` if whatever the old one had room for the new one has too, and more; `narrower` the other
 * way round; `changed` if each has room for something that the other has not, as 50/hour and 1/s; undefined if they
 * are the same limit, however written.
 */
export function compareRates(from: RateLimit, to: RateLimit): Effect | undefined {
  const wider = impliesRate(from, to);
  const narrower = impliesRate(to, from);
  if (wider && narrower) return undefined;
  if (wider) return 'wider';
  return narrower ? 'narrower' : 'changed';
}

type RateLimit = Pick<Rate, 'count' | 'unitMs'>;

/**
 * Whether calls that keep to the first limit also keep to the second. A span of the second's length holds at most as
 * many bursts of the first as spans of the first's length cover it, and bursts at the start of each reach that number.
 */
export function impliesRate(held: RateLimit, asked: RateLimit): boolean {
  return Math.ceil(asked.unitMs / held.unitMs) * held.count <= asked.count;
}
