import type { Logging, LoggingLevel } from '../model/documents.ts';
import type { Effect } from './compare-rates.ts';

/** How logging changes, its level and how long it is kept; undefined where it does not. Less written down is wider. */
export function compareLogging(
  from: Logging,
  to: Logging,
): { readonly level: Effect | undefined; readonly retention: Effect | undefined } {
  return {
    level: amountEffect(rankOf(from.level), rankOf(to.level)),
    retention: amountEffect(from.retentionMs, to.retentionMs),
  };
}

const levels: readonly LoggingLevel[] = ['none', 'decisions_only', 'full'];

function rankOf(level: LoggingLevel | undefined): number | undefined {
  return level === undefined ? undefined : levels.indexOf(level);
}

/** What one side leaves open, somebody else decides. */
function amountEffect(before: number | undefined, after: number | undefined): Effect | undefined {
  if (before === after) return undefined;
  if (before === undefined || after === undefined) return 'changed';
  return after < before ? 'wider' : 'narrower';
}
