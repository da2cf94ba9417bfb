import type { LimitUse } from '../../model/decision.ts';
import type { LimitStore } from './limit-store.ts';
import type { ToolLimits } from './tool-limits.ts';

export interface LimitsOutcome {
  readonly uses: readonly LimitUse[];
  /** Whole seconds until all limits have room; undefined where they had it. */
  readonly retryAfter: number | undefined;
}

/** Step 6: takes all limits, or none. */
export function applyLimits(
  store: LimitStore,
  tenantId: string,
  { applied, requests }: ToolLimits,
  now: number,
): LimitsOutcome {
  const { taken, standings } = store.take(tenantId, requests, now);
  const uses: LimitUse[] = [];
  let longest = 1;
  for (let at = 0; at < applied.length; at++) {
    const limit = applied[at];
    const standing = standings[at];
    if (limit === undefined || standing === undefined) throw new Error('the limit store forgot a limit');
    const use = { scope: limit.scope, name: limit.name, limit: limit.text, used: standing.used };
    const retryAfter = Math.ceil(standing.waitMs / 1000);
    uses.push(taken || retryAfter === 0 ? use : { ...use, retryAfter });
    longest = Math.max(longest, retryAfter);
  }
  return { uses, retryAfter: taken ? undefined : longest };
}
